namespace AdobePass.Generators.Shared.Json;

/// <summary>Represents a JSON value and its position in the document.</summary>
internal abstract class JsonNode(int start)
{
    public int Start { get; } = start;

    /// <summary>Gets or sets the position after the last character.</summary>
    public int End { get; set; }
}

internal sealed class JsonObject(int start) : JsonNode(start)
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public List<JsonMember> Members { get; } = [];

    /// <summary>Adds a member. If a name is repeated, the last value is used, as in other JSON readers.</summary>
    public void Add(JsonMember member)
    {
        if (_indexes.TryGetValue(member.Name, out var index))
        {
            Members[index] = member;
            return;
        }

        _indexes.Add(member.Name, Members.Count);
        Members.Add(member);
    }

    public JsonNode? Find(string name) => _indexes.TryGetValue(name, out var index) ? Members[index].Value : null;

    public JsonObject? FindObject(string name) => Find(name) as JsonObject;

    public JsonArray? FindArray(string name) => Find(name) as JsonArray;

    public string? FindString(string name) => (Find(name) as JsonString)?.Value;

    public bool IsTrue(string name) => Find(name) is JsonLiteral { Value: true };
}

internal sealed class JsonMember(string name, int nameStart, int nameEnd, JsonNode value)
{
    public string Name { get; } = name;

    public int NameStart { get; } = nameStart;

    public int NameEnd { get; } = nameEnd;

    public JsonNode Value { get; } = value;
}

internal sealed class JsonArray(int start) : JsonNode(start)
{
    public List<JsonNode> Items { get; } = [];
}

internal sealed class JsonString(int start, string value) : JsonNode(start)
{
    public string Value { get; } = value;
}

/// <summary>Represents a number as it is written.</summary>
internal sealed class JsonNumber(int start, string text) : JsonNode(start)
{
    public string Text { get; } = text;
}

/// <summary>Represents <c>true</c>, <c>false</c>, or <c>null</c>, which has no value.</summary>
internal sealed class JsonLiteral(int start, bool? value) : JsonNode(start)
{
    public bool? Value { get; } = value;
}
