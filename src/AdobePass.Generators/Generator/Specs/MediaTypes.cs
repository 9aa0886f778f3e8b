using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Classifies media types.</summary>
internal static class MediaTypes
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";

    private static readonly HashSet<string> TextTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/xml", "application/yaml", "application/x-yaml", "application/javascript", "application/graphql", "application/csv",
        "application/x-ndjson", "application/jsonl", "application/sql", "application/jwt",
    };

    /// <summary>Gets the media type without its parameters.</summary>
    public static string Essence(string mediaType)
    {
        var end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType.Substring(0, end)).Trim();
    }

    public static bool Is(string mediaType, string expected) => Essence(mediaType).Equals(expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the format of a body. A wildcard is JSON unless the schema is binary.</summary>
    public static ResponseFormat FormatOf(string mediaType, JsonObject? schema)
    {
        var type = Essence(mediaType);
        var isBinary = IsBinary(schema);
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            return ResponseFormat.Json;
        }

        if (type is "*/*" or "application/*" && !isBinary)
        {
            return ResponseFormat.Json;
        }

        return !isBinary
            && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
                || TextTypes.Contains(type))
            ? ResponseFormat.Text
            : ResponseFormat.Stream;
    }

    /// <summary>Gets whether a schema, which is not a reference, describes bytes.</summary>
    public static bool IsBinary(JsonObject? schema) =>
        schema is not null
        && (schema.FindString("format") == "binary"
            || (schema.FindString("contentMediaType") is { } content
                && schema.FindString("contentEncoding") is null
                && FormatOf(content, schema: null) == ResponseFormat.Stream));

    /// <summary>Gets whether a body with the media type is sent as <c>application/json; charset=utf-8</c>.</summary>
    public static bool IsPlainJson(string mediaType) =>
        IsWildcard(mediaType)
        || (Is(mediaType, "application/json") && WithoutCharset(mediaType).Equals("application/json", StringComparison.OrdinalIgnoreCase));

    public static bool IsWildcard(string mediaType) => mediaType.Contains('*');

    /// <summary>Gets a media type without its character set, for the header <c>Accept</c>.</summary>
    public static string WithoutCharset(string mediaType) => string.Join(
        "; ",
        mediaType.Split(';')
            .Select(static part => part.Trim())
            .Where(static part => part.Length > 0 && !part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Gets the value of the header <c>Content-Type</c> for a text in UTF-8.</summary>
    public static string InUtf8(string mediaType) => IsWildcard(mediaType)
        ? "text/plain; charset=utf-8"
        : WithoutCharset(mediaType) + "; charset=utf-8";
}
