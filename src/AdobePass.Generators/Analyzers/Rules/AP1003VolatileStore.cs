using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds credential stores that keep credentials only in memory.</summary>
internal sealed class AP1003VolatileStore : SourceRule
{
    private static readonly Rule Rule = new(
        "Client credentials are stored only in memory",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "Client credentials that are stored only in memory are lost when the process ends. Every viewer is then logged " +
        "out.");

    private static readonly DiagnosticDescriptor CreatedStore = Rule.ToDescriptor(
        RuleIds.VolatileStore,
        "This store loses the client credentials when the process ends, and every viewer is logged out. Use new " +
        "FileCredentialStore(folder) or your own persistent store. Use MemoryCredentialStore only in tests.");

    private static readonly DiagnosticDescriptor OwnStore = Rule.ToDescriptor(
        RuleIds.VolatileStore,
        "'{0}' stores client credentials only in memory. They are lost when the process ends, and every viewer is " +
        "logged out. Store them in a file or a database, and use this store only in tests.");

    private static readonly DiagnosticDescriptor OwnMember = Rule.ToDescriptor(
        RuleIds.VolatileStore,
        "The client credentials from this registration are stored only in memory. They are lost when the process ends, and " +
        "every viewer is logged out. Store client_id and client_secret in a file or a database, or use AdobePassClient, " +
        "which does so.");

    private static readonly HashSet<string> Caches = new(StringComparer.Ordinal)
    {
        "IMemoryCache", "MemoryCache", "ConditionalWeakTable",
    };

    // Types that do not name anything outside the process. A string may be a path, a URL or a connection string.
    private static readonly HashSet<string> Helpers = new(StringComparer.Ordinal)
    {
        "TimeProvider", "TimeSpan", "DateTime", "DateTimeOffset", "ILogger", "Random", "Stopwatch", "Guid",
    };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(CreatedStore, OwnStore, OwnMember);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime || prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (call, lifetime) in file.Search(SharedLostCredentials.Find))
        {
            if (lifetime == Lifetime.InMemory)
            {
                var isComplete = file.Project.IsServer || CodeProject.Of(file.File).IsProgram;
                file.Report(OwnMember, call.Syntax, severity: isComplete ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
            }
        }

        if (file.Runtime is not { } runtime)
        {
            return;
        }

        var severity = file.Project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
        ReportOwnStores(file, runtime, severity);
        foreach (var (_, creation) in file.OperationsOf<IObjectCreationOperation>())
        {
            if (runtime.Is(creation.Type, runtime.MemoryStore) && !IsForDevelopment(creation))
            {
                file.Report(CreatedStore, creation.Syntax, severity: severity);
            }
        }
    }

    private static void ReportOwnStores(FileAnalysis file, RuntimeSymbols runtime, DiagnosticSeverity severity)
    {
        var root = file.File.Model.SyntaxTree.GetRoot(file.CancellationToken);
        foreach (var declaration in root.DescendantNodes(static node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<ClassDeclarationSyntax>())
        {
            if (declaration.BaseList is not null
                && file.File.Model.GetDeclaredSymbol(declaration, file.CancellationToken) is INamedTypeSymbol { IsAbstract: false } type
                && runtime.Is(type.BaseType, runtime.Store)
                && type.DeclaringSyntaxReferences[0].GetSyntax(file.CancellationToken) == declaration
                && IsInMemory(type))
            {
                file.Report(OwnStore, declaration.Identifier, [type.Name], severity);
            }
        }
    }

    // The type has collections in memory and nothing persistent.
    private static bool IsInMemory(INamedTypeSymbol type)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsConst).ToList();
        return fields.Any(static field => IsCollection(field.Type))
            && fields.All(static field => IsCollection(field.Type) || IsHelper(field.Type))
            && type.InstanceConstructors
                .SelectMany(static constructor => constructor.Parameters)
                .All(static parameter => IsCollection(parameter.Type) || IsHelper(parameter.Type));
    }

    // A collection of other stores or of services does not store the credentials itself.
    private static bool IsCollection(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => !MayReachOutside(array.ElementType),
        INamedTypeSymbol named => Caches.Contains(named.Name)
            || (IsIn(named, "System.Collections") && !named.TypeArguments.Any(MayReachOutside)),
        _ => false,
    };

    private static bool MayReachOutside(ITypeSymbol element) =>
        (element.TypeKind is TypeKind.Interface or TypeKind.Delegate || element.IsAbstract || element.BaseType?.Name == "CredentialStore")
        && !IsHelper(element)
        && !IsCollection(element);

    private static bool IsHelper(ITypeSymbol type) =>
        Helpers.Contains(type.Name)
        || type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Object
            or (>= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char)
        || (IsIn(type, "System.Threading") && !IsIn(type, "System.Threading.Channels"));

    private static bool IsIn(ITypeSymbol type, string space) =>
        NamespaceNames.Of(type.ContainingNamespace).StartsWith(space, StringComparison.Ordinal);

    // if (environment.IsDevelopment()) … or environment.IsDevelopment() ? … : …
    private static bool IsForDevelopment(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition.DescendantsAndSelf().Any(IsEnvironmentCheck))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEnvironmentCheck(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "IsDevelopment" or "IsEnvironment" };
}
