using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>
/// AP1005: registers one client for the application. A client that code creates directly gets no fix: only the author knows where
/// to keep it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClientPerUseFix)), Shared]
public sealed class ClientPerUseFix() : TextChangeFixProvider(RuleIds.ClientPerUse)
{
    private const string Single = "AddSingleton";

    private protected override string TitleOf(Diagnostic diagnostic) => $"Call {Single}";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not InvocationExpressionSyntax call
            || Expressions.CalledName(call) is not { ValueText: "AddTransient" or "AddScoped" } name)
        {
            return null;
        }

        TextChange[] changes = [new(name.Span, Single)];
        return CompileCheck.StillCompiles(target.Model, call, target.Text, changes, target.CancellationToken) ? changes : null;
    }
}
