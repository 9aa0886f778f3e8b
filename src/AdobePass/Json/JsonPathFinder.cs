using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Converts byte positions to JSON paths. It reads the JSON a second time, so that only errors have this cost.</summary>
internal static class JsonPathFinder
{
    private const int MaxDepth = 64;

    internal static string Find(ReadOnlySpan<byte> json, long position) => Find(json, [(position, 0)])[0].Path;

    /// <summary>Finds the paths of several positions.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="positions">The positions in ascending order, each with the depths at which names are keys of maps.</param>
    /// <returns>The path of each position, and its pattern: the path with <c>*</c> for indexes and keys.</returns>
    internal static List<(string Path, string Pattern)> Find(ReadOnlySpan<byte> json, List<(long Position, ulong KeyDepths)> positions)
    {
        var found = new List<(string Path, string Pattern)>(positions.Count);
        var names = new string?[MaxDepth + 1];
        var indexes = new int[MaxDepth + 1];
        var depth = 0;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });

        try
        {
            while (found.Count < positions.Count && reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        names[depth] = NameOf(ref reader);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        CountElement(names, indexes, depth);
                        Collect(reader.TokenStartIndex);

                        depth++;
                        names[depth] = null;
                        indexes[depth] = reader.TokenType == JsonTokenType.StartArray ? -1 : int.MinValue;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        depth--;
                        Collect(reader.TokenStartIndex);

                        break;
                    default:
                        CountElement(names, indexes, depth);
                        Collect(reader.TokenStartIndex);

                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The JSON ends or is malformed here. The path so far is the position.
        }

        Collect(long.MaxValue);
        return found;

        void Collect(long reached)
        {
            while (found.Count < positions.Count && reached >= positions[found.Count].Position)
            {
                found.Add((
                    Join(names, indexes, depth, isPattern: false, keyDepths: 0),
                    Join(names, indexes, depth, isPattern: true, positions[found.Count].KeyDepths)));
            }
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static void CountElement(string?[] names, int[] indexes, int depth)
    {
        if (depth > 0 && indexes[depth] != int.MinValue)
        {
            indexes[depth]++;
            names[depth] = null;
        }
    }

    private static string Join(string?[] names, int[] indexes, int depth, bool isPattern, ulong keyDepths)
    {
        var path = new StringBuilder("$");
        for (var level = 1; level <= depth; level++)
        {
            if (names[level] is { } name)
            {
                var isKey = (keyDepths & (1UL << (level & 63))) != 0;
                path.Append(isKey ? ".*" : IsIdentifier(name) ? "." + name : "['" + name + "']");
            }
            else if (indexes[level] >= 0)
            {
                path.Append('[').Append(isPattern ? "*" : indexes[level].ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        return path.ToString();
    }

    private static bool IsIdentifier(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
