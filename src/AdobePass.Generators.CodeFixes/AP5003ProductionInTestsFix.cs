using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP5003: uses the staging environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProductionInTestsFix)), Shared]
public sealed class ProductionInTestsFix() : TextChangeFixProvider(RuleIds.ProductionInTests)
{
    private const string Staging = "ReleaseStaging";

    private protected override string TitleOf(Diagnostic diagnostic) => $"Use AdobePassEnvironment.{Staging}";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        var name = target.Reported switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            IdentifierNameSyntax identifier => identifier,
            _ => null,
        };
        if (name?.Identifier.ValueText != "ReleaseProduction")
        {
            return null;
        }

        TextChange[] changes = [new(name.Span, Staging)];
        return CompileCheck.StillCompiles(target.Model, name, target.Text, changes, target.CancellationToken) ? changes : null;
    }
}
