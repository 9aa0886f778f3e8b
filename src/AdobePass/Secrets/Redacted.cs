namespace AdobePass;

/// <summary>What every secret shows instead of itself, and the one rule for comparing secrets.</summary>
internal static class Redacted
{
    internal const string Text = "***";

    /// <summary>Compares without ending at the first difference, so that the time taken tells nothing about the secret.</summary>
    internal static bool FixedTimeEquals(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return ReferenceEquals(left, right);
        }

        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
