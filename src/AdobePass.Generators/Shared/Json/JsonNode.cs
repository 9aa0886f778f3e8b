using System.Runtime.CompilerServices;

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
    // Most objects have few members. A large document has hundreds of thousands of them, and a dictionary takes ten times their memory.
    private const int FewMembers = 8;

    private Dictionary<string, int>? _indexes;

    public List<JsonMember> Members { get; } = [];

    /// <summary>Adds a member. If a name is repeated, the last value is used, as in other JSON readers.</summary>
    public void Add(JsonMember member)
    {
        var index = IndexOf(member.Name);
        if (index >= 0)
        {
            Members[index] = member;
            return;
        }

        Members.Add(member);
        if (_indexes is not null)
        {
            _indexes.Add(member.Name, Members.Count - 1);
        }
        else if (Members.Count > FewMembers)
        {
            _indexes = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < Members.Count; i++)
            {
                _indexes.Add(Members[i].Name, i);
            }
        }
    }

    public JsonNode? Find(string name) => IndexOf(name) is var index and >= 0 ? Members[index].Value : null;

    public JsonObject? FindObject(string name) => Find(name) as JsonObject;

    public JsonArray? FindArray(string name) => Find(name) as JsonArray;

    public string? FindString(string name) => (Find(name) as JsonString)?.Value;

    public bool IsTrue(string name) => Find(name) is JsonLiteral { Value: true };

    [MethodImpl(Jit.Optimized)]
    private int IndexOf(string name)
    {
        if (_indexes is not null)
        {
            return _indexes.TryGetValue(name, out var index) ? index : -1;
        }

        for (var i = 0; i < Members.Count; i++)
        {
            if (Members[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
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
