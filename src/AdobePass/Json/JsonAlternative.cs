using System.ComponentModel;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Describes an alternative of a value whose type depends on the value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonAlternative
{
    private readonly string[] _required;
    private readonly HashSet<string> _members;
    private readonly string[] _constants;

    /// <summary>Creates an alternative that every value of a kind matches.</summary>
    /// <param name="kind">The kind of the value; <see cref="JsonValueKind.True"/> for both Boolean values.</param>
    public JsonAlternative(JsonValueKind kind)
        : this(kind, [], [], [])
    {
    }

    /// <summary>Creates an alternative for objects.</summary>
    /// <param name="kind">The kind of the value.</param>
    /// <param name="required">The members that an object of this alternative has.</param>
    /// <param name="members">The members that an object of this alternative can have.</param>
    /// <param name="constants">The members that select the alternative, each followed by a value.</param>
    public JsonAlternative(JsonValueKind kind, string[] required, string[] members, string[] constants)
    {
        Kind = kind;
        _required = required;
        _members = new HashSet<string>(members, StringComparer.Ordinal);
        _constants = constants;
    }

    internal JsonValueKind Kind { get; }

    internal bool HasConditions => _constants.Length > 0;

    /// <summary>Finds the alternative that has the most members of an object, among those that are possible.</summary>
    internal static int Match(ref Utf8JsonReader reader, IReadOnlyList<JsonAlternative> alternatives)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var selected = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            names.Add(name);
            reader.Read();
            if (alternatives.Any(alternative => alternative.IsSelectedBy(name)))
            {
                selected[name] = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        var best = -1;
        var bestScore = int.MinValue;
        for (var i = 0; i < alternatives.Count; i++)
        {
            if (alternatives[i].Kind == JsonValueKind.Object && alternatives[i].Score(names, selected) is { } score && score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return best;
    }

    private bool IsSelectedBy(string name)
    {
        for (var i = 0; i < _constants.Length; i += 2)
        {
            if (_constants[i] == name)
            {
                return true;
            }
        }

        return false;
    }

    // Higher is better; null if the object is not of this alternative.
    private int? Score(HashSet<string> names, Dictionary<string, string?> selected)
    {
        var matches = 0;
        foreach (var member in selected)
        {
            if (!IsSelectedBy(member.Key))
            {
                continue;
            }

            if (!HasConstant(member.Key, member.Value))
            {
                return null;
            }

            matches++;
        }

        if (matches == 0 && !_required.All(names.Contains))
        {
            return null;
        }

        var known = _members.Count == 0 ? 0 : names.Count(_members.Contains);
        return (matches * 1_000_000) + (known * 1_000) - Math.Min(_members.Count, 999);
    }

    private bool HasConstant(string name, string? value)
    {
        for (var i = 0; i < _constants.Length; i += 2)
        {
            if (_constants[i] == name && _constants[i + 1] == value)
            {
                return true;
            }
        }

        return false;
    }
}
