using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP1007: calls the method for the correct time unit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongTimeUnitFix)), Shared]
public sealed class WrongTimeUnitFix() : TextChangeFixProvider(RuleIds.WrongTimeUnit)
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Call {MethodOf(diagnostic)}";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (MethodOf(target.Diagnostic) is not { } right
            || target.Reported is not InvocationExpressionSyntax call
            || Expressions.CalledName(call) is not { } name
            || name.ValueText == right)
        {
            return null;
        }

        TextChange[] changes = [new(name.Span, right)];
        return CompileCheck.StillCompiles(target.Model, call, target.Text, changes, target.CancellationToken) ? changes : null;
    }

    private static string? MethodOf(Diagnostic diagnostic) => TextChangeFix.PropertyOf(diagnostic, "method");
}
