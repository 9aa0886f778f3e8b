
namespace AdobePass.Generators.Shared;

/// <summary>Creates names that differ from each other and from the reserved names.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _taken;

    public NameSet(params string[] reserved) => _taken = new HashSet<string>(reserved, StringComparer.Ordinal);

    private NameSet(StringComparer comparer) => _taken = new HashSet<string>(comparer);

    /// <summary>Creates a set of names that differ by more than case, for types in files of their own.</summary>
    public static NameSet IgnoringCase() => new(StringComparer.OrdinalIgnoreCase);

    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
