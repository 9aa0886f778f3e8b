using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Checks;

/// <summary>Parses JSON of requests.</summary>
internal static class JsonParser
{
    /// <summary>Returns the object, or null if the JSON is malformed, another kind of value, or repeats a member.</summary>
    public static JsonObject? ParseObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && !RepeatsMember(document.RootElement)
                ? JsonObject.Create(document.RootElement.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the value of a string member; null if it is absent or of another kind.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool RepeatsMember(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                return element.EnumerateObject().Any(member => !names.Add(member.Name) || RepeatsMember(member.Value));
            case JsonValueKind.Array:
                return element.EnumerateArray().Any(RepeatsMember);
            default:
                return false;
        }
    }
}
