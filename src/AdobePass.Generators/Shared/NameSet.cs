
namespace AdobePass.Generators.Shared;

/// <summary>Hands out names that differ from each other and from the reserved ones.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _taken;

    public NameSet(params string[] reserved) => _taken = new HashSet<string>(reserved, StringComparer.Ordinal);

    private NameSet(StringComparer comparer) => _taken = new HashSet<string>(comparer);

    /// <summary>Names that differ by more than upper and lower case, for types that get a file each.</summary>
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
