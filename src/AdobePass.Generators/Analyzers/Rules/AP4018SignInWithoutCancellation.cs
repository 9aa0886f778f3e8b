using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds sign-ins that wait for the viewer and get no cancellation token.</summary>
internal sealed class AP4018SignInWithoutCancellation : SourceRule
{
    private static readonly Rule Rule = new(
        "A sign-in cannot be canceled",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "A sign-in waits for the viewer, and polls until the code expires. A viewer who leaves the screen must be able to end it.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SignInWithoutCancellation,
        "'{0}' waits for the viewer without a cancellation token, although '{1}' is available. Polling continues for up to half an " +
        "hour after the viewer has left. Pass '{1}'.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.SignInWithoutCancellation,
        "'{0}' waits for the viewer without a cancellation token. Polling continues for up to half an hour after the viewer has left. " +
        "Pass a token, and cancel it when the viewer leaves the screen.");

    private static readonly HashSet<string> Waiting = new(StringComparer.Ordinal)
    {
        "SignInOnSecondScreenAsync", "SignInInBrowserAsync", "SignInStepsAsync", "WaitForSignInAsync", "AuthorizeOrSignInAsync",
    };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayWaitForSignIn;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (_, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (!Waiting.Contains(call.TargetMethod.Name)
                || !EntitlementSymbols.Is(call.TargetMethod.ContainingType, "ViewerEntitlements")
                || HasToken(call)
                || IsCanceledOutside(call))
            {
                continue;
            }

            if (FindToken(call) is { } token)
            {
                file.Report(Descriptor, call.Syntax, [call.TargetMethod.Name, token]);
            }
            else
            {
                file.Report(LikelyDescriptor, call.Syntax, [call.TargetMethod.Name], DiagnosticSeverity.Info);
            }
        }
    }

    private static bool HasToken(IInvocationOperation call) => call.Arguments.Any(static argument =>
        IsToken(argument.Parameter?.Type)
        && argument.ArgumentKind != ArgumentKind.DefaultValue
        && Conversions.WalkDown(argument.Value) is not (IDefaultValueOperation
            or IObjectCreationOperation { Arguments.Length: 0 }
            or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } }));

    // viewer.SignInStepsAsync().WithCancellation(token), and task.WaitAsync(token)
    private static bool IsCanceledOutside(IInvocationOperation call)
    {
        for (IOperation current = call; current.Parent is { } parent; current = parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: "WithCancellation" or "WaitAsync" })
            {
                return true;
            }

            if (parent is not (IArgumentOperation or IConversionOperation or IParenthesizedOperation
                or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" }))
            {
                return false;
            }
        }

        return false;
    }

    // A parameter or a local, or a member of the class. What is nearest is named.
    private static string? FindToken(IInvocationOperation call)
    {
        var model = call.SemanticModel!;
        var position = call.Syntax.SpanStart;
        string? member = null;
        foreach (var symbol in model.LookupSymbols(position))
        {
            switch (symbol)
            {
                case IParameterSymbol parameter when IsToken(parameter.Type):
                    return parameter.Name;
                case ILocalSymbol local when IsToken(local.Type) && IsAssignedBefore(local, position):
                    return local.Name;
                case IFieldSymbol { IsImplicitlyDeclared: false } field when IsToken(field.Type):
                    member ??= field.Name;
                    break;
                case IPropertySymbol { IsIndexer: false } property when IsToken(property.Type):
                    member ??= property.Name;
                    break;
                default:
                    break;
            }
        }

        return member;
    }

    private static bool IsAssignedBefore(ILocalSymbol local, int position) =>
        local.DeclaringSyntaxReferences.All(reference => reference.Span.End <= position)
        && local.DeclaringSyntaxReferences.All(static reference =>
            reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer: null });

    private static bool IsToken(ITypeSymbol? type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
