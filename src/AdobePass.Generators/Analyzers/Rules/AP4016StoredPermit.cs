using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds permits for playback, and their media tokens, that are stored for later.</summary>
internal sealed class AP4016StoredPermit : SourceRule
{
    private static readonly Rule Rule = new(
        "A playback permit is stored",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "A permit and its media token are good for one playback, and only for some minutes.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.StoredPermit,
        "This playback permit, or its media token, is stored in {0}. A permit is good for one playback, and only for some minutes. " +
        "Authorize before each playback, and use the permit at once.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.StoredPermit,
        "This playback permit, or its media token, is stored in {0}. Where it is used is not visible. A permit is good for one " +
        "playback, and only for some minutes. Use it at once, and authorize before each playback.");

    private static readonly string[] ConvertingPrefixes =
        ["To", "Get", "Serialize", "Concat", "Format", "Trim", "Create", "FromResult", "ConfigureAwait", "Encode", "Reveal"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHandlePermits;

    public override void Analyze(FileAnalysis file)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var (block, operation) in file.OperationsOf<IOperation>())
        {
            if (!IsSource(operation))
            {
                continue;
            }

            foreach (var use in new ForwardFlow(Carries, entersMethods: false, file.CancellationToken).UsesOf(block, operation))
            {
                if (FindStorage(use) is { } storage && reported.Add(use.User.Syntax))
                {
                    file.Report(
                        storage.IsCertain ? Descriptor : LikelyDescriptor,
                        use.User.Syntax,
                        [storage.Name],
                        storage.IsCertain ? null : DiagnosticSeverity.Info);
                }
            }
        }
    }

    // Where a value comes from: a call, a parameter, or a member of another object. Locals are followed from there.
    private static bool IsSource(IOperation operation) => operation switch
    {
        IAwaitOperation or IInvocationOperation or IParameterReferenceOperation => EntitlementSymbols.IsPermitOrToken(operation.Type),
        _ => false,
    };

    private static (string Name, bool IsCertain)? FindStorage(FlowUse use) => use.User switch
    {
        IAssignmentOperation assignment when assignment.Value == use.Value => OfTarget(assignment.Target),
        IInvocationOperation call when use.Value.Parent is IArgumentOperation => OfCall(call),
        IReturnOperation returned => OfFactory(returned),
        _ => null,
    };

    // cache.GetOrCreateAsync(key, _ => …): the value is returned into the cache.
    private static (string Name, bool IsCertain)? OfFactory(IReturnOperation returned)
    {
        for (var parent = returned.Parent; parent is not null and not ILocalFunctionOperation; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation)
            {
                var function = parent.Parent is IDelegateCreationOperation creation ? creation : parent;
                return Conversions.WalkUp(function).Parent is IArgumentOperation { Parent: IInvocationOperation call }
                    ? OfCall(call)
                    : null;
            }
        }

        return null;
    }

    private static (string Name, bool IsCertain)? OfTarget(IOperation target)
    {
        switch (Conversions.WalkDown(target))
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } indexer
                when IsCollection(indexer.Property.ContainingType):
                return OfCollection(collection);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return OfCollection(array);
            case IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true }:
                return ("a static member", true);

            // A member of another object, such as a player, is a use of the token.
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation instance } when !IsInitializer(instance):
                return ("a field", false);
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation instance } when !IsInitializer(instance):
                return ("a property", false);
            default:
                return null;
        }
    }

    private static (string Name, bool IsCertain)? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (ExternalMethods.EffectOf(method) == MethodEffect.Caches || IsOtherCache(method.ContainingType))
        {
            return ("a cache", true);
        }

        if (IsFile(method))
        {
            return ("a file", true);
        }

        return call.Instance is { } collection
            && IsCollection(call.TargetMethod.ContainingType)
            && call.TargetMethod.Name is "Add" or "TryAdd" or "AddOrUpdate" or "GetOrAdd" or "TryUpdate" or "Enqueue" or "Push" or "SetItem"
                or "Insert"
            ? OfCollection(call.Instance!)
            : null;
    }

    private static (string Name, bool IsCertain)? OfCollection(IOperation collection) => Conversions.WalkDown(collection) switch
    {
        IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } =>
            ("a static collection", true),
        IFieldReferenceOperation or IPropertyReferenceOperation => ("a collection", true),
        _ => null,
    };

    private static bool IsCollection(INamedTypeSymbol type) =>
        NamespaceNames.Of(type.ContainingNamespace).StartsWith("System.Collections", StringComparison.Ordinal);

    private static bool IsFile(IMethodSymbol method) =>
        NamespaceNames.Of(method.ContainingNamespace) == "System.IO"
        && (method.ContainingType.Name == "File"
            ? method.Name.StartsWith("Write", StringComparison.Ordinal) || method.Name.StartsWith("Append", StringComparison.Ordinal)
            : method.ContainingType.Name is "FileStream" or "StreamWriter" && method.Name.StartsWith("Write", StringComparison.Ordinal));

    private static bool IsOtherCache(INamedTypeSymbol type) => type.Name is "HybridCache" or "IDatabase" or "IFusionCache" or "ObjectCache";

    // new State { Permit = permit }
    private static bool IsInitializer(IInstanceReferenceOperation instance) =>
        instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver;

    private static bool Carries(FlowUse use) => use.User switch
    {
        IInvocationOperation { TargetMethod: { ReturnsVoid: false, Name: var name }, Instance: var instance } =>
            (instance == use.Value && name is "UseMediaToken" or "Reveal")
            || (name is not ("GetType" or "GetHashCode" or "ToString")
                && ConvertingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
        _ => false,
    };
}
