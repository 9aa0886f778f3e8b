using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP1004: keeps the token of a method that requests and returns it, until it expires.</summary>
/// <remarks>
/// The method has no parameters other than a cancellation token. Otherwise, its token may belong to one of several devices, and one member
/// cannot keep it.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenPerCallFix)), Shared]
public sealed class TokenPerCallFix() : TextChangeFixProvider(RuleIds.TokenPerCall)
{
    private const string Clock = "System.DateTimeOffset";

    /// <summary>Gets a provider that fixes the methods one after the other, because each needs unique names.</summary>
    /// <returns>The provider.</returns>
    public override FixAllProvider? GetFixAllProvider() => TextChangeFix.FixAllSequentially(FindAsync);

    private protected override string TitleOf(Diagnostic diagnostic) => "Keep the token until it expires";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target) =>
        target.Reported is { } reported
            ? Keep(target, reported.FirstAncestorOrSelf<MethodDeclarationSyntax>()) ?? Keep(target, CalledMethod(target, reported))
            : null;

    // The calls of the method are reported if other calls of it reuse the token.
    private static MethodDeclarationSyntax? CalledMethod(FixTarget target, SyntaxNode reported) =>
        target.Model.GetSymbolInfo(reported, target.CancellationToken).Symbol
            is IMethodSymbol { DeclaringSyntaxReferences: [var reference] }
        && reference.SyntaxTree == target.Root.SyntaxTree
            ? reference.GetSyntax(target.CancellationToken) as MethodDeclarationSyntax
            : null;

    private static IReadOnlyList<TextChange>? Keep(FixTarget target, MethodDeclarationSyntax? declaration)
    {
        if (declaration is not { Body: { } body, Parent: TypeDeclarationSyntax type } method
            || !ReturnsText(method)
            || method.ParameterList.Parameters.Any(static parameter => parameter.Type?.ToString() is not ("CancellationToken"))
            || ReturnsOf(body) is not [{ Expression: { } token } returned]
            || !StatementEdits.IsInList(returned)
            || target.Model.GetSymbolInfo(token, target.CancellationToken).Symbol is IFieldSymbol
            || body.Statements is not [var first, ..]
            || LifetimeOf(target, token) is not { } lifetime)
        {
            return null;
        }

        var (kept, ends) = (Unused(type, "_accessToken"), Unused(type, "_accessTokenEnds"));
        var isStatic = method.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : string.Empty;
        var isAnnotated = (target.Model.GetNullableContext(method.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        var known = Expressions.UnusedName(target, first, "known");
        return FrameworkTypeNames.Write(target, type, name =>
        [
            StatementEdits.InsertMembersBefore(
                target.Text,
                method,
                $"private {isStatic}string{(isAnnotated ? "?" : string.Empty)} {kept};",
                $"private {isStatic}{name(Clock)} {ends};"),
            StatementEdits.InsertBefore(
                target.Text,
                first,
                $"if ({kept} is {{ }} {known} && {name(Clock)}.UtcNow < {ends})",
                "{",
                $"    return {known};",
                "}"),
            StatementEdits.InsertBefore(
                target.Text,
                returned,
                $"{kept} = {token};",
                $"{ends} = {name(Clock)}.UtcNow.AddSeconds({lifetime} - 60);"),
            new TextChange(token.Span, kept),
        ]);
    }

    private static bool ReturnsText(MethodDeclarationSyntax method) =>
        method.ReturnType.ToString().Replace("?", string.Empty) is "string" or "Task<string>" or "ValueTask<string>";

    private static List<ReturnStatementSyntax> ReturnsOf(BlockSyntax body) =>
    [
        .. body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>(),
    ];

    // expires_in of the same response, in seconds: json.GetProperty("expires_in"), token.ExpiresIn.
    private static string? LifetimeOf(FixTarget target, ExpressionSyntax token)
    {
        var value = token;
        if (token is IdentifierNameSyntax
            && Expressions.DeclaredValue(target, target.Model.GetSymbolInfo(token, target.CancellationToken).Symbol) is { } declared)
        {
            value = declared;
        }

        while (value is PostfixUnaryExpressionSyntax { Operand: var operand })
        {
            value = operand;
        }

        if (value is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "GetString",
                    Expression: InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetProperty", Expression: var json },
                        ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: "access_token" } }],
                    },
                },
            })
        {
            return json is IdentifierNameSyntax or MemberAccessExpressionSyntax ? $"{json}.GetProperty(\"expires_in\").GetInt64()" : null;
        }

        // A property of the same object, for example ExpiresIn beside AccessToken.
        return value is MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var member }
            && (owner is IdentifierNameSyntax || owner is PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax })
            && target.Model.GetTypeInfo(owner, target.CancellationToken).Type is { } type
            && type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property =>
                property.Name != member && property.Name.Replace("_", string.Empty).Equals("ExpiresIn", StringComparison.OrdinalIgnoreCase))
                is { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double } lifetime
            ? $"{owner}.{lifetime.Name}"
            : null;
    }

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
