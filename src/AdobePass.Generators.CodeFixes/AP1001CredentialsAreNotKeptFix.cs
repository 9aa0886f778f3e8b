using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP1001: registers only if a credential store has no credentials for the device, and stores those that are issued.</summary>
/// <remarks>
/// The fix needs the identifier of the device in scope, a URL whose host is known, and statements that do nothing but register and read
/// the credentials. It uses the credential store in scope; without one, it adds a store in files.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CredentialsAreNotKeptFix)), Shared]
public sealed class CredentialsAreNotKeptFix() : TextChangeFixProvider(RuleIds.CredentialsAreNotKept)
{
    private static readonly HashSet<string> IdentifierNames = new(StringComparer.OrdinalIgnoreCase) { "deviceId", "deviceIdentifier" };

    /// <summary>Gets a provider that fixes the registrations one after the other, because each needs unique names.</summary>
    /// <returns>The provider.</returns>
    public override FixAllProvider? GetFixAllProvider() => TextChangeFix.FixAllSequentially(FindAsync);

    private protected override string TitleOf(Diagnostic diagnostic) => "Store the client credentials in a CredentialStore";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (TextChangeFix.PropertyOf(target.Diagnostic, "scope") is not { } scope
            || target.Reported is not InvocationExpressionSyntax call
            || RegistrationStatements.Find(target, call) is not { } statements
            || statements.First.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } type
            || type is InterfaceDeclarationSyntax
            || MemberOf(type, statements.First) is not { } member)
        {
            return null;
        }

        var values = ValuesInScope.Find(target.Model, statements.First.SpanStart, target.CancellationToken).ToList();
        if (IdentifierOf(values) is not { } identifier)
        {
            return null;
        }

        var known = Closest(values, static each => each.Type is "AdobePass.CredentialStore" or "AdobePass.FileCredentialStore");
        if (known is [_, _, ..])
        {
            return null;
        }

        var store = known is [var (found, _, _)] ? found.Name : Unused(type, "CredentialFiles");
        var token = Closest(values, static each => each is { Type: FrameworkTypeNames.CancellationToken, Rank: 0 })
            is [var (cancellation, _, _)] ? cancellation.Name : null;
        return FrameworkTypeNames.Write(target, type, name =>
        {
            var stored = statements.Store(
                target,
                store,
                $"{name("AdobePass.CredentialKey")}.Create(\"{scope}\", {identifier})",
                token,
                name);
            return known.Count == 0 ? [StatementEdits.InsertMembersBefore(target.Text, member, FieldOf(store, name)), .. stored] : stored;
        });
    }

    // The folder is absolute. With a relative folder, a process that starts in another directory finds no entries and registers again.
    private static string[] FieldOf(string field, Func<string, string> name)
    {
        var (path, environment) = (name("System.IO.Path"), name("System.Environment"));
        return
        [
            $"private static readonly {name("AdobePass.FileCredentialStore")} {field} = new(",
            $"    {path}.Combine(",
            $"        {environment}.GetFolderPath({environment}.SpecialFolder.LocalApplicationData, "
                + $"{environment}.SpecialFolderOption.Create),",
            "        \"adobe-pass\"),",
            $"    new {name("AdobePass.FileStoreOptions")} {{ AllowCreation = true }});",
        ];
    }

    private static MemberDeclarationSyntax? MemberOf(TypeDeclarationSyntax type, SyntaxNode node) =>
        type.Members.FirstOrDefault(each => each.Span.Contains(node.Span));

    private static string? IdentifierOf(List<(ISymbol Symbol, int Rank, string Type)> values) =>
        Closest(values, static each => each.Type == "AdobePass.StreamingDevice"
            || (each.Type == "string" && IdentifierNames.Contains(each.Symbol.Name.TrimStart('_')))) is [var (symbol, _, type)]
            ? type == "string" ? symbol.Name : $"{symbol.Name}.Identifier"
            : null;

    private static List<(ISymbol Symbol, int Rank, string Type)> Closest(
        List<(ISymbol Symbol, int Rank, string Type)> values,
        Func<(ISymbol Symbol, int Rank, string Type), bool> condition) =>
        values.Where(condition).GroupBy(static each => each.Rank).OrderBy(static each => each.Key).FirstOrDefault()?.ToList() ?? [];

    private static string Unused(TypeDeclarationSyntax type, string proposed)
    {
        var name = proposed;
        for (var i = 1; Expressions.CountName(type, name) > 0; i++)
        {
            name = proposed + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
