using System.Text;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Turns a byte position into a JSON path by walking the answer once more: the price is paid by faults, not by every read.</summary>
internal static class JsonPathFinder
{
    private const int MaxDepth = 64;

    internal static string Find(ReadOnlySpan<byte> json, long position)
    {
        var names = new string?[MaxDepth + 1];
        var indexes = new int[MaxDepth + 1];
        var depth = 0;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });

        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        names[depth] = NameOf(ref reader);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        CountElement(names, indexes, depth);
                        if (reader.TokenStartIndex >= position)
                        {
                            return Join(names, indexes, depth);
                        }

                        depth++;
                        names[depth] = null;
                        indexes[depth] = reader.TokenType == JsonTokenType.StartArray ? -1 : int.MinValue;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        depth--;
                        if (reader.TokenStartIndex >= position)
                        {
                            return Join(names, indexes, depth);
                        }

                        break;
                    default:
                        CountElement(names, indexes, depth);
                        if (reader.TokenStartIndex >= position)
                        {
                            return Join(names, indexes, depth);
                        }

                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The text ends or breaks here: the path so far is the place.
        }

        return Join(names, indexes, depth);
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

    private static string Join(string?[] names, int[] indexes, int depth)
    {
        var path = new StringBuilder("$");
        for (var level = 1; level <= depth; level++)
        {
            if (names[level] is { } name)
            {
                path.Append(IsPlain(name) ? "." + name : "['" + name + "']");
            }
            else if (indexes[level] >= 0)
            {
                path.Append('[').Append(indexes[level]).Append(']');
            }
        }

        return path.ToString();
    }

    private static bool IsPlain(string name)
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
