using System.Text;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Writes JSON values in the styles of OpenAPI parameters.</summary>
internal static class ParameterText
{
    /// <summary>Gets a path segment; it is percent-encoded.</summary>
    internal static string Path(string name, JsonValue value, ParameterStyle style, bool explode)
    {
        using var document = JsonDocument.Parse(value.Utf8);
        var root = document.RootElement;
        if (style == ParameterStyle.Json)
        {
            return Uri.EscapeDataString(root.GetRawText());
        }

        var (prefix, separator) = style switch
        {
            ParameterStyle.Label => (".", explode ? "." : ","),
            ParameterStyle.Matrix => (";", explode ? ";" : ","),
            _ => (string.Empty, ","),
        };
        var matrixName = Uri.EscapeDataString(name);
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                {
                    var members = Members(root)
                        .Select(member => Uri.EscapeDataString(member.Key) + (explode ? "=" : ",") + Uri.EscapeDataString(member.Value))
                        .ToList();
                    var start = style == ParameterStyle.Matrix && !explode ? ";" + matrixName + "=" : prefix;
                    return members.Count == 0 ? string.Empty : start + string.Join(separator, members);
                }

            case JsonValueKind.Array:
                {
                    var items = Items(root)
                        .Select(item => style == ParameterStyle.Matrix && explode
                            ? Matrix(matrixName, item)
                            : Uri.EscapeDataString(item))
                        .ToList();
                    var start = style == ParameterStyle.Matrix && !explode ? ";" + matrixName + "=" : prefix;
                    return items.Count == 0 ? string.Empty : start + string.Join(separator, items);
                }

            default:
                return style == ParameterStyle.Matrix
                    ? prefix + Matrix(matrixName, Scalar(root))
                    : prefix + Uri.EscapeDataString(Scalar(root));
        }
    }

    /// <summary>Gets a header value, without percent-encoding.</summary>
    internal static string? Header(JsonValue value, ParameterStyle style, bool explode)
    {
        using var document = JsonDocument.Parse(value.Utf8);
        var root = document.RootElement;
        if (style == ParameterStyle.Json)
        {
            return root.GetRawText();
        }

        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                var members = Members(root).Select(member => member.Key + (explode ? "=" : ",") + member.Value).ToList();
                return members.Count == 0 ? null : string.Join(",", members);
            case JsonValueKind.Array:
                var items = Items(root).ToList();
                return items.Count == 0 ? null : string.Join(",", items);
            default:
                return Scalar(root);
        }
    }

    /// <summary>Adds the pairs of names and values of a query, a cookie or a form. The texts are encoded.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each item or member is a pair of its own.</param>
    /// <param name="encode">The function that encodes a value.</param>
    internal static void AddPairs(
        List<KeyValuePair<string, string>> pairs,
        string name,
        JsonValue value,
        ParameterStyle style,
        bool explode,
        Func<string, string> encode)
    {
        using var document = JsonDocument.Parse(value.Utf8);
        var root = document.RootElement;
        if (style == ParameterStyle.Json)
        {
            Add(name, encode(root.GetRawText()));
            return;
        }

        if (style == ParameterStyle.DeepObject && root.ValueKind == JsonValueKind.Object)
        {
            AddDeep(pairs, name, root, encode);
            return;
        }

        var separator = style switch
        {
            ParameterStyle.SpaceDelimited => "%20",
            ParameterStyle.PipeDelimited => "%7C",
            _ => ",",
        };
        switch (root.ValueKind)
        {
            case JsonValueKind.Array when explode || style == ParameterStyle.DeepObject:
                foreach (var item in Items(root))
                {
                    Add(name, encode(item));
                }

                break;
            case JsonValueKind.Array:
                var items = Items(root).Select(encode).ToList();
                if (items.Count > 0)
                {
                    Add(name, string.Join(separator, items));
                }

                break;
            case JsonValueKind.Object when explode:
                foreach (var member in Members(root))
                {
                    Add(member.Key, encode(member.Value));
                }

                break;
            case JsonValueKind.Object:
                var members = Members(root).Select(member => encode(member.Key) + separator + encode(member.Value)).ToList();
                if (members.Count > 0)
                {
                    Add(name, string.Join(separator, members));
                }

                break;
            default:
                Add(name, encode(Scalar(root)));
                break;
        }

        void Add(string key, string text) => pairs.Add(new KeyValuePair<string, string>(Uri.EscapeDataString(key), text));
    }

    // Arrays are repeated, with the name of their member.
    private static void AddDeep(
        List<KeyValuePair<string, string>> pairs,
        string name,
        JsonElement element,
        Func<string, string> encode)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    AddDeep(pairs, $"{name}[{member.Name}]", member.Value, encode);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in Items(element))
                {
                    pairs.Add(new KeyValuePair<string, string>(Uri.EscapeDataString(name), encode(item)));
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                pairs.Add(new KeyValuePair<string, string>(Uri.EscapeDataString(name), encode(Scalar(element))));
                break;
        }
    }

    /// <summary>
    /// Percent-encodes a query value, except the reserved characters that a query may contain. <c>#</c>, <c>&amp;</c> and <c>+</c> are
    /// encoded, because they would end the value or change it.
    /// </summary>
    internal static string EscapeUnreserved(string text)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isTriplet = i + 2 < text.Length && text[i] == '%' && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]);
            if (i < text.Length && !isTriplet && ":/?@!$'()*,;=".IndexOf(text[i]) < 0)
            {
                continue;
            }

            result.Append(Uri.EscapeDataString(text.Substring(start, i - start)));
            if (isTriplet)
            {
                result.Append(text, i, 3);
                i += 2;
            }
            else if (i < text.Length)
            {
                result.Append(text[i]);
            }

            start = i + 1;
        }

        return result.ToString();
    }

    // Strings without quotes. Nested arrays and objects, for which OpenAPI defines no form, are JSON.
    internal static string Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => string.Empty,
        _ => element.GetRawText(),
    };

    private static IEnumerable<string> Items(JsonElement array) =>
        array.EnumerateArray().Where(static item => item.ValueKind != JsonValueKind.Null).Select(Scalar);

    private static IEnumerable<KeyValuePair<string, string>> Members(JsonElement members) =>
        members.EnumerateObject()
            .Where(static member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(static member => new KeyValuePair<string, string>(member.Name, Scalar(member.Value)));

    private static string Matrix(string name, string value) => value.Length == 0 ? name : name + "=" + Uri.EscapeDataString(value);
}
