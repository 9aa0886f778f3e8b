namespace AdobePass.Hosting;

/// <summary>Finds the closest match for a misspelled key.</summary>
internal static class ClosestKey
{
    /// <summary>Finds the known key with the smallest edit distance, if the distance is small enough.</summary>
    internal static string? Find(string key, IEnumerable<string> known)
    {
        string? closest = null;
        var smallest = Math.Max(2, key.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(key.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < smallest)
            {
                smallest = distance;
                closest = candidate;
            }
        }

        return closest;
    }

    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
