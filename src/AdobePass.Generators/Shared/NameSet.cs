
namespace AdobePass.Generators.Shared;

/// <summary>Creates names that differ from each other and from the reserved names.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, int> _lastNumber;

    public NameSet(params string[] reserved)
    {
        _taken = new HashSet<string>(reserved, StringComparer.Ordinal);
        _lastNumber = new Dictionary<string, int>(StringComparer.Ordinal);
    }

    private NameSet(StringComparer comparer)
    {
        _taken = new HashSet<string>(comparer);
        _lastNumber = new Dictionary<string, int>(comparer);
    }

    /// <summary>Creates a set of names that differ by more than case, for types in files of their own.</summary>
    public static NameSet IgnoringCase() => new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a name that is free: the given one, or else the given one with a number.</summary>
    public string Take(string wanted)
    {
        if (_taken.Add(wanted))
        {
            return wanted;
        }

        // Thousands of names may differ only in characters that identifiers do not have.
        var number = _lastNumber.TryGetValue(wanted, out var last) ? last : 1;
        string name;
        do
        {
            number++;
            name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(name));
        _lastNumber[wanted] = number;
        return name;
    }

    /// <summary>Makes a name free again, at the end of the scope in which it was used.</summary>
    public void Release(string name) => _taken.Remove(name);
}
