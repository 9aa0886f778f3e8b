using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds authorizations that are stored in a cache or a static member.</summary>
internal sealed class AP4009CachedAuthorization : SourceRule
{
    private static readonly Rule Rule = new(
        "An authorization is cached for later playback",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "An authorization and its media token are valid only for the playback that requested them.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.CachedAuthorization,
        "This authorization is stored in {0} for later playback. An authorization and its media token are valid only " +
        "for the playback that requested them. Authorize before each playback. Only preauthorizations may be cached.");

    private static readonly HashSet<string> CacheTypes = new(StringComparer.Ordinal)
    {
        "IMemoryCache", "MemoryCache", "CacheExtensions", "IDistributedCache", "DistributedCacheExtensions", "HybridCache",
        "ObjectCache", "IDatabase", "IFusionCache",
    };

    private static readonly string[] CacheMethodPrefixes = ["Get", "Set", "Add", "String"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    // Members of a response and of a decision that are neither the decision nor its token.
    private static readonly HashSet<string> OtherMembers = new(StringComparer.Ordinal)
    {
        "StatusCode", "IsSuccessStatusCode", "ReasonPhrase", "Headers", "TrailingHeaders", "Version", "RequestMessage", "Length", "Count",
        "Error", "Errors", "Status", "Code", "Action",
    };

    private static readonly string[] ReadingPrefixes =
        ["Read", "Get", "Deserialize", "Parse", "Serialize", "Single", "First", "Last", "ElementAt", "Select", "Where", "To", "As",
            "Clone", "Concat", "Format", "Trim", "FromResult", "Create", "EnumerateArray", "ConfigureAwait", "Cast", "OfType"];

    public override void Analyze(FileAnalysis file)
    {
        // Where it is stored. A method may return it to the code that stores it.
        var reported = new HashSet<SyntaxNode>();
        foreach (var source in file.CallsOf(PassOperationKind.Authorize))
        {
            var (cache, place) = new ForwardFlow(Carries, entersMethods: true, file.CancellationToken)
                .UsesOf(source.Block, source.Call)
                .Select(use => (Cache: FindCache(use), Place: (use.User is IReturnOperation ? source.Call : use.User).Syntax))
                .FirstOrDefault(static found => found.Cache is not null);
            if (cache is not null && reported.Add(place))
            {
                file.Report(Descriptor, place, [cache]);
            }
        }
    }

    private static string? FindCache(FlowUse use) => use.User switch
    {
        IAssignmentOperation assignment when assignment.Value == use.Value => IsStatic(assignment.Target) ? "a static member" : null,
        IInvocationOperation call when use.Value.Parent is IArgumentOperation => FindCache(call),
        IReturnOperation returned => OfFactory(returned),
        _ => null,
    };

    private static string? FindCache(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType.Name;
        if (CacheTypes.Contains(type))
        {
            return type is "CacheExtensions" or "DistributedCacheExtensions" || IsCacheMethod(call.TargetMethod.Name) ? "a cache" : null;
        }

        return call.Instance is { } instance && IsStaticMember(instance) && IsAdding(call) ? "a static member" : null;
    }

    private static bool IsAdding(IInvocationOperation call) =>
        call.TargetMethod.Name is "Add" or "TryAdd" or "AddOrUpdate" or "GetOrAdd" or "TryUpdate" or "Set" or "SetItem" or "Enqueue"
            or "Push"
        && NamespaceNames.Of(call.TargetMethod.ContainingNamespace).StartsWith("System.Collections", StringComparison.Ordinal);

    // cache.GetOrCreate(key, () => call): the value is returned into the cache.
    private static string? OfFactory(IReturnOperation returned)
    {
        for (var parent = returned.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation:
                    var function = parent.Parent is IDelegateCreationOperation creation ? creation : parent;
                    return Conversions.WalkUp(function).Parent switch
                    {
                        IArgumentOperation { Parent: IInvocationOperation call } => FindCache(call),
                        IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Lazy" } lazy } => OfLazy(lazy),
                        _ => null,
                    };
                case ILocalFunctionOperation:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    private static string? OfLazy(IOperation lazy) => Conversions.WalkUp(lazy).Parent switch
    {
        IFieldInitializerOperation { InitializedFields: [{ IsStatic: true }] } => "a static member",
        IPropertyInitializerOperation { InitializedProperties: [{ IsStatic: true }] } => "a static member",
        IArgumentOperation { Parent: IInvocationOperation call } => FindCache(call),
        _ => null,
    };

    // Static.Member = value, and Static.Dictionary[key] = value
    private static bool IsStatic(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => IsStaticMember(collection),
        IArrayElementReferenceOperation { ArrayReference: var array } => IsStaticMember(array),
        _ => IsStaticMember(target),
    };

    private static bool IsStaticMember(IOperation operation) => Conversions.WalkDown(operation) switch
    {
        IFieldReferenceOperation { Field.IsStatic: true } => true,
        IPropertyReferenceOperation { Property.IsStatic: true } => true,
        _ => false,
    };

    private static bool Carries(FlowUse use) => use.User switch
    {
        IPropertyReferenceOperation { Property.Name: var name } => !OtherMembers.Contains(name),
        IFieldReferenceOperation => true,
        IInvocationOperation { TargetMethod: { ReturnsVoid: false, Name: var name } } =>
            ReadingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            && name is not "GetType" and not "GetHashCode",
        IObjectCreationOperation or IAnonymousObjectCreationOperation => true,
        IMemberInitializerOperation or IObjectOrCollectionInitializerOperation => true,
        IForEachLoopOperation => true,
        _ => false,
    };

    private static bool IsCacheMethod(string name) =>
        CacheMethodPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
