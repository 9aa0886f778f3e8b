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

    public override void Analyze(FileAnalysis file)
    {
        foreach (var source in file.CallsOf(PassOperationKind.Authorize))
        {
            if (FindCache(source.Block, source.Call) is { } cache)
            {
                file.Report(Descriptor, source.Call.Syntax, [cache]);
            }
        }
    }

    private static string? FindCache(CodeBlock block, IOperation value)
    {
        var isReturned = false;
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IReturnOperation:
                    isReturned = true;
                    continue;
                case IBlockOperation or IAnonymousFunctionOperation or IDelegateCreationOperation when isReturned:
                    continue;
                case IInvocationOperation { TargetMethod: { ContainingType.Name: var type } method } when CacheTypes.Contains(type):
                    return type is "CacheExtensions" or "DistributedCacheExtensions" || IsCacheMethod(method.Name) ? "a cache" : null;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.IsStatic: true } }:
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsStatic: true } }:
                    return "a static member";
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return block.ReferencesTo(local)
                        .Where(IsPassedOn)
                        .Select(reference => FindCache(block, reference))
                        .FirstOrDefault(static found => found is not null);
                case IAwaitOperation or IConversionOperation or IArgumentOperation:
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Serialize" or "SerializeToUtf8Bytes" }:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsCacheMethod(string name) =>
        CacheMethodPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsPassedOn(IOperation reference) =>
        HttpTypes.WalkUpConversions(reference).Parent is IArgumentOperation or ISimpleAssignmentOperation or IReturnOperation;
}
