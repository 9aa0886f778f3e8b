using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds device headers among the default headers of a client that all viewers of a server share.</summary>
internal sealed class AP2008DeviceHeaderOnSharedClient : SourceRule
{
    private static readonly Rule Rule = new(
        "A device header is set on a shared client",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "The default headers of an HttpClient are sent with every request. On a server, all viewers then have the " +
        "identity of one device.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.DeviceHeaderOnSharedClient,
        "Header '{0}' is set for every request of a client that all viewers share. The service then treats all viewers " +
        "as one device. Set the header on each request, with the values of the viewer's device.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsServer)
        {
            return;
        }

        foreach (var header in SharedHeaderValues.Of(file, "X-Device-Info").Concat(SharedHeaderValues.Of(file, "AP-Device-Identifier")))
        {
            if (header is { IsOnClient: true, Header.Headers: IPropertyReferenceOperation { Instance: { } client } }
                && IsShared(file, header.Header, Conversions.WalkDown(client)))
            {
                file.Report(Descriptor, header.Header.Operation.Syntax, [header.Name]);
            }
        }
    }

    // A client of one object or one method may serve one viewer. It is shared if the object is: a static member, a singleton, a service
    // that the host starts, the program itself, or a lambda or method that sets clients up.
    private static bool IsShared(FileAnalysis file, HeaderAdd header, IOperation client) => client switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false, ContainingType: var type } } => IsSingleton(file, type),
        IPropertyReferenceOperation { Property: { IsStatic: false, ContainingType: var type } } => IsSingleton(file, type),
        IFieldReferenceOperation or IPropertyReferenceOperation => true,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol owner } } => owner.MethodKind switch
        {
            MethodKind.AnonymousFunction => !ReadsViewer(header),
            MethodKind.Constructor => IsSingleton(file, owner.ContainingType),
            _ => IsSetUp(file, owner),
        },
        ILocalReferenceOperation { Local: var local } => IsOfProgram(file, header, local)
            || IsInRegistration(header.Operation)
            || IsMadeForStatic(file, header.Block),
        _ => false,
    };

    private static bool ReadsViewer(HeaderAdd header) => header.Value is { } value
        && value.DescendantsAndSelf().Any(static each => each.Type?.Name is "HttpContext" or "IHttpContextAccessor" or "HttpRequest");

    // services.AddHttpClient("pass", Configure)
    private static bool IsSetUp(FileAnalysis file, IMethodSymbol method) => file.OperationsOf<IMethodReferenceOperation>().Any(each =>
        SymbolEqualityComparer.Default.Equals(each.Operation.Method.OriginalDefinition, method.OriginalDefinition)
        && IsInRegistration(each.Operation));

    // services.AddSingleton(_ => { var client = new HttpClient(); … })
    private static bool IsInRegistration(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation
                {
                    TargetMethod.Name: "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton"
                or "AddHttpClient" or "ConfigureHttpClient" or "ConfigureHttpClientDefaults"
                })
            {
                return true;
            }
        }

        return false;
    }

    // A local of the program, outside of its endpoints.
    private static bool IsOfProgram(FileAnalysis file, HeaderAdd header, ILocalSymbol local) =>
        local.ContainingSymbol is IMethodSymbol owner
        && SymbolEqualityComparer.Default.Equals(owner, file.Compilation.GetEntryPoint(file.CancellationToken))
        && header.Block.OnlyValueOf(local) is not null;

    // static readonly HttpClient Client = Create();
    private static bool IsMadeForStatic(FileAnalysis file, CodeBlock block) =>
        block.Owner is IMethodSymbol method
        && HttpTypes.IsClient(method.ReturnType)
        && CodeProject.Of(file.File).CallsOf(method, file.CancellationToken) is { } calls
        && calls.Any(static call => call.Block is { Root: ISymbolInitializerOperation, Owner.IsStatic: true });

    private static bool IsSingleton(FileAnalysis file, INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Any(static face => face.Name is "IHostedService" or "IHostedLifecycleService"))
        {
            return true;
        }

        var names = new HashSet<string>(type.AllInterfaces.Select(static face => face.Name), StringComparer.Ordinal) { type.Name };
        return file.Facts.RegistersSingleton(names, file.CancellationToken);
    }
}
