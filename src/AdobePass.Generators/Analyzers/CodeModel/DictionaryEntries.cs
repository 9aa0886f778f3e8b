using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>The entries of a dictionary or a JSON object that code fills.</summary>
/// <param name="Creation">Its creation.</param>
/// <param name="Entries">The keys and values, in source order.</param>
internal sealed record DictionaryEntries(IOperation Creation, IReadOnlyList<(IOperation Key, IOperation Value)> Entries)
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "Dictionary", "SortedDictionary", "ConcurrentDictionary", "OrderedDictionary", "SortedList", "JsonObject", "JObject",
        "NameValueCollection", "Hashtable", "ExpandoObject",
    };

    /// <summary>Reads the entries; <see langword="null"/> if the value is not such an object, or if other code may add entries.</summary>
    public static DictionaryEntries? Of(CodeBlock block, IOperation value)
    {
        while (value is IConversionOperation or IParenthesizedOperation)
        {
            value = value.ChildOperations.First();
        }

        if (value is ILocalReferenceOperation { Local: var local })
        {
            if (block.OnlyValueOf(local) is not { } only || Of(block, only) is not { } initial)
            {
                return null;
            }

            var later = new List<(IOperation, IOperation)>();
            foreach (var reference in block.ReferencesTo(local))
            {
                if (EntryOf(reference) is { } entry)
                {
                    later.Add(entry);
                }
                else if (MayAdd(reference))
                {
                    return null;
                }
            }

            return new DictionaryEntries(initial.Creation, [.. initial.Entries, .. later]);
        }

        return value is IObjectCreationOperation { Type.Name: var type } creation && Types.Contains(type)
            && creation.Arguments.All(static each => each.Value.Type is not { Name: "Dictionary" or "IDictionary" or "JsonObject" })
            ? new DictionaryEntries(creation, Initial(creation))
            : null;
    }

    private static List<(IOperation, IOperation)> Initial(IObjectCreationOperation creation)
    {
        var entries = new List<(IOperation, IOperation)>();
        foreach (var element in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            switch (element)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: var key }] } } assignment:
                    entries.Add((key, assignment.Value));
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var key, var item] }:
                    entries.Add((key.Value, item.Value));
                    break;
                default:
                    break;
            }
        }

        return entries;
    }

    private static (IOperation Key, IOperation Value)? EntryOf(IOperation reference) => reference.Parent switch
    {
        IPropertyReferenceOperation { Arguments: [{ Value: var key }], Parent: ISimpleAssignmentOperation assignment } element
            when assignment.Target == element =>
            (key, assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: [var key, var item] } call
            when call.Instance == reference =>
            (key.Value, item.Value),
        _ => null,
    };

    // Only methods of .NET that read are known to add nothing.
    private static bool MayAdd(IOperation reference)
    {
        var outermost = reference;
        while (outermost.Parent is IConversionOperation or IParenthesizedOperation)
        {
            outermost = outermost.Parent;
        }

        return outermost.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingNamespace: var space } } =>
                !IsOfPlatform(space),
            IInvocationOperation { TargetMethod.Name: "Clear" or "Remove" or "Merge" } => true,
            ISimpleAssignmentOperation assignment => assignment.Target != outermost,
            IReturnOperation or IVariableInitializerOperation => false,
            _ => false,
        };
    }

    private static bool IsOfPlatform(INamespaceSymbol? space)
    {
        var name = NamespaceNames.Of(space);
        return name == "System" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Newtonsoft.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);
    }
}
