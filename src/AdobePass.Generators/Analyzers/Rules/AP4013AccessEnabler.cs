using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds bindings of the AccessEnabler SDKs, and the URLs that only these SDKs call.</summary>
internal sealed class AP4013AccessEnabler : SourceRule
{
    private const string Announcement =
        "Adobe announced the end of the AccessEnabler SDKs for the end of 2026 (date to be determined). ";

    private static readonly Rule Rule = new(
        "An AccessEnabler SDK is used",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "REST API V2 replaces the AccessEnabler SDKs. Adobe announced their end for the end of 2026 (date to be determined).");

    private static readonly DiagnosticDescriptor Binding = Rule.ToDescriptor(
        RuleIds.AccessEnabler,
        "'{0}' belongs to an AccessEnabler SDK. " + Announcement +
        "Use REST API V2, for example with a generated client. The migration page lists the operation for each method of the SDK.");

    private static readonly DiagnosticDescriptor Address = Rule.ToDescriptor(
        RuleIds.AccessEnabler,
        "This URL belongs to the AccessEnabler SDKs. " + Announcement +
        "Call REST API V2, and open only URLs that its responses contain.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Binding, Address);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayUseAccessEnabler;

    public override void Analyze(FileAnalysis file)
    {
        var hosts = file.Options.Hosts;
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (!constant.IsCompared
                && !constant.IsProse
                && AdobeAddress.BelongsToAccessEnabler(constant.Text, hosts)
                && !constant.IsInOneOperand(part => AdobeAddress.BelongsToAccessEnabler(part, hosts)))
            {
                file.Report(Address, constant.Operation.Syntax);
            }
        }

        // The first use of each type in the file is enough to find the rest.
        var reported = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var (_, operation) in file.OperationsOf<IOperation>())
        {
            if (TypeOf(operation) is { } type && IsOfSdk(type) && !IsInSdk(operation) && reported.Add(type))
            {
                file.Report(Binding, operation.Syntax, [type.Name]);
            }
        }
    }

    private static ITypeSymbol? TypeOf(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => creation.Type,
        IInvocationOperation call => call.TargetMethod.ContainingType,
        IPropertyReferenceOperation property => property.Property.ContainingType,
        _ => null,
    };

    // A binding that is part of the project.
    private static bool IsInSdk(IOperation operation)
    {
        for (var type = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart)?.ContainingType;
            type is not null;
            type = type.ContainingType)
        {
            if (IsOfSdk(type))
            {
                return true;
            }
        }

        return false;
    }

    // A binding keeps the names of the SDK: com.adobe.adobepass.accessenabler on Android, AccessEnabler on iOS and tvOS.
    private static bool IsOfSdk(ITypeSymbol type)
    {
        var isNamedSo = type.Name is "AccessEnabler" or "IAccessEnablerDelegate" or "AccessEnablerDelegate";
        var space = NamespaceNames.Of(type.ContainingNamespace);
        return space.IndexOf("accessenabler", StringComparison.OrdinalIgnoreCase) >= 0
            || (isNamedSo && type.DeclaringSyntaxReferences.Length == 0)
            || (isNamedSo && space.IndexOf("adobe", StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
