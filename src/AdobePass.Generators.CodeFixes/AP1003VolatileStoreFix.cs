using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP1003: replaces the memory store by a file store, where the target type accepts any store.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VolatileStoreFix)), Shared]
public sealed class VolatileStoreFix() : TextChangeFixProvider(RuleIds.VolatileStore)
{
    private const string Memory = "MemoryCredentialStore";
    private const string File = "FileCredentialStore";

    private protected override string TitleOf(Diagnostic diagnostic) => "Use a FileCredentialStore";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        // A custom store is reported at its name. new() creates the target type.
        if (target.Reported is not ObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } creation
            || target.Model.GetTypeInfo(creation, target.CancellationToken)
                is not { Type: { Name: Memory } created, ConvertedType: var targetType }
            || (SymbolEqualityComparer.Default.Equals(created, targetType) && !IsOfAnyType(creation)))
        {
            return null;
        }

        var name = creation.Type switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            var type => type,
        };
        var arguments = ArgumentsAt(target.Model, name.SpanStart);
        TextChange[] changes =
        [
            new(
                name.Span,
                name.ToString() == Memory && name != creation.Type
                    ? File
                    : ShortTypes.Name(target.Model, name.SpanStart, "AdobePass", File)),
            creation.ArgumentList is { } list
                ? new(new TextSpan(list.OpenParenToken.Span.End, 0), arguments)
                : new(new TextSpan(creation.Type.Span.End, 0), $"({arguments})"),
        ];
        return CompileCheck.StillCompiles(target.Model, creation, target.Text, changes, target.CancellationToken) ? changes : null;
    }

    // The folder is absolute. With a relative folder, a process that starts in another directory finds no entries and registers again.
    private static string ArgumentsAt(SemanticModel model, int position)
    {
        var path = ShortTypes.Name(model, position, "System.IO", "Path");
        var environment = ShortTypes.Name(model, position, "System", "Environment");
        var options = ShortTypes.Name(model, position, "AdobePass", "FileStoreOptions");
        return $"{path}.Combine({environment}.GetFolderPath({environment}.SpecialFolder.LocalApplicationData, " +
            $"{environment}.SpecialFolderOption.Create), \"adobe-pass\"), new {options} {{ AllowCreation = true }}";
    }

    // var store = …
    private static bool IsOfAnyType(ObjectCreationExpressionSyntax creation) =>
        Expressions.WalkUpConversions(creation).Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } },
        };
}
