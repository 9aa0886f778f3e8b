using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Tells whether a type can keep anything longer than its process lives.</summary>
internal static class VolatileStores
{
    private static readonly HashSet<string> Collections = new(StringComparer.Ordinal)
    {
        "Dictionary", "ConcurrentDictionary", "SortedDictionary", "Hashtable", "List", "ConcurrentBag", "ImmutableDictionary", "IMemoryCache", "MemoryCache", "ConditionalWeakTable",
    };

    private static readonly HashSet<string> Helpers = new(StringComparer.Ordinal) { "Object", "Lock", "SemaphoreSlim", "TimeProvider", "Int32", "Int64", "ReaderWriterLockSlim" };

    public static bool IsInMemory(INamedTypeSymbol type)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsConst).ToList();
        return fields.Any(static field => Collections.Contains(field.Type.Name))
            && fields.All(static field => Collections.Contains(field.Type.Name) || Helpers.Contains(field.Type.Name))
            && type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).All(static parameter => Collections.Contains(parameter.Type.Name) || Helpers.Contains(parameter.Type.Name));
    }
}
