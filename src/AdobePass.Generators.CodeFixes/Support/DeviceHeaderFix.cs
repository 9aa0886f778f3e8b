using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Adds a device header to a hand-written request, if its value is in scope.</summary>
public abstract class DeviceHeaderFix : TextChangeFixProvider
{
    private const string Client = "System.Net.Http.HttpClient";
    private const string Request = "System.Net.Http.HttpRequestMessage";
    private const string Method = "System.Net.Http.HttpMethod";
    private const string JsonExtensions = "System.Net.Http.Json.HttpClientJsonExtensions";
    private const string JsonContent = "System.Net.Http.Json.JsonContent";

    private readonly string _header;

    private protected DeviceHeaderFix(string ruleId, string header)
        : base(ruleId) => _header = header;

    /// <summary>Gets a provider that fixes the requests one after the other, because each may need a unique variable name.</summary>
    /// <returns>The provider.</returns>
    public sealed override FixAllProvider? GetFixAllProvider() => TextChangeFix.FixAllSequentially(FindAsync);

    private protected sealed override string TitleOf(Diagnostic diagnostic) => $"Add the header {_header}";

    private protected sealed override IReadOnlyList<TextChange>? Find(FixTarget target) => target.Reported switch
    {
        BaseObjectCreationExpressionSyntax creation => FixCreation(target, creation),
        InvocationExpressionSyntax call => FixShorthand(target, call),
        _ => null,
    };

    /// <summary>
    /// Finds the value of the header; returns <see langword="null"/> if none is in scope. The result writes its C# expression. The argument
    /// of the result converts the full name of a framework type to the name to write.
    /// </summary>
    private protected abstract Func<Func<string, string>, string>? FindValue(
        SemanticModel model,
        int position,
        CancellationToken cancellationToken);

    private IReadOnlyList<TextChange>? FixCreation(FixTarget target, BaseObjectCreationExpressionSyntax creation)
    {
        switch (Expressions.WalkUpConversions(creation).Parent)
        {
            case EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement },
                } declarator,
            }:
                return After(target, statement, declarator.Identifier);
            case EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax
                    {
                        Variables.Count: 1,
                        Parent: UsingStatementSyntax { Statement: BlockSyntax { Statements: [var first, ..] } },
                    },
                } declarator,
            }:
                return HasHeader(first, declarator.Identifier) ? null : Write(target, first, first.SpanStart, (value, name) =>
                    [StatementEdits.InsertBefore(target.Text, first, HeaderLine(declarator.Identifier.Text, value, name))]);
            case AssignmentExpressionSyntax
            {
                Left: IdentifierNameSyntax { Identifier: var local },
                Parent: ExpressionStatementSyntax statement,
            } assignment
                when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && StatementEdits.IsInList(statement):
                return After(target, statement, local);
            case ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax sending } list } argument
                when list.Arguments[0] == argument
                    && Expressions.CalledName(sending) is { ValueText: "SendAsync" or "Send" }
                    && FirstCall.Find(sending) is { } call:
                return Before(target, call, creation, sending);
            default:
                return null;
        }
    }

    private IReadOnlyList<TextChange>? After(FixTarget target, StatementSyntax statement, SyntaxToken request) =>
        HasHeader(statement, request) ? null : Write(target, statement, statement.Span.End, (value, name) =>
            [StatementEdits.InsertAfter(target.Text, statement, HeaderLine(request.Text, value, name))]);

    private IReadOnlyList<TextChange>? Before(
        FixTarget target,
        FirstCall call,
        BaseObjectCreationExpressionSyntax creation,
        InvocationExpressionSyntax sending)
    {
        var request = Expressions.UnusedName(target, call.Statement, "request");
        var canDispose = call.IsAwaited || Expressions.CalledName(sending) is { ValueText: "Send" };
        return Write(target, call.Statement, call.Statement.SpanStart, (value, name) =>
        [
            StatementEdits.InsertBefore(
                target.Text,
                call.Statement,
                $"{(canDispose ? "using " : string.Empty)}"
                    + $"{(creation is ImplicitObjectCreationExpressionSyntax ? name(Request) : "var")} {request} = {creation};",
                HeaderLine(request, value, name)),
            new TextChange(creation.Span, request),
        ]);
    }

    // GetAsync(uri, …) becomes SendAsync(request, …). The arguments after the URL and the body are kept.
    private IReadOnlyList<TextChange>? FixShorthand(FixTarget target, InvocationExpressionSyntax call)
    {
        if (Expressions.CalledName(call) is not { } method
            || target.Model.GetSymbolInfo(call, target.CancellationToken).Symbol is not IMethodSymbol symbol
            || FirstCall.Find(call) is not { } first)
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        var isJson = IsJson(target, call, symbol);
        if (!isJson
            && (method.ValueText is not ("GetAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync")
                || symbol.ContainingType.ToDisplayString() != Client))
        {
            return null;
        }

        var hasBody = isJson || symbol.Parameters.Any(static parameter => parameter.Name == "content");
        var moved = TextSpan.FromBounds(arguments[0].SpanStart, arguments[hasBody ? 1 : 0].Span.End);
        if (arguments.Any(static argument => argument.NameColon is not null) || HasCommentsBetween(arguments, moved))
        {
            return null;
        }

        var request = Expressions.UnusedName(target, first.Statement, "request");
        var body = hasBody && !arguments[1].Expression.IsKind(SyntaxKind.NullLiteralExpression) ? arguments[1].Expression : null;

        // Disposing the request also disposes its body. The body may still be needed if it has a name, or if the response is not awaited.
        var canDispose = first.IsAwaited && (isJson || body is null or BaseObjectCreationExpressionSyntax);
        var verb = method.ValueText.Substring(0, method.ValueText.Length - (isJson ? "AsJsonAsync" : "Async").Length);
        return Write(target, first.Statement, first.Statement.SpanStart, (value, name) =>
        [
            StatementEdits.InsertBefore(
                target.Text,
                first.Statement,
                $"{(canDispose ? "using " : string.Empty)}var {request} = new {name(Request)}({name(Method)}.{verb}, {arguments[0]})"
                    + (body is null ? ";" : isJson ? $" {{ Content = {name(JsonContent)}.Create({body}) }};" : $" {{ Content = {body} }};"),
                HeaderLine(request, value, name)),
            new TextChange(method.Span, "SendAsync"),
            new TextChange(moved, request),
        ]);
    }

    // PostAsJsonAsync(uri, value) and similar methods create the same content as JsonContent.Create(value).
    // With serializer options or an explicit type argument, the content can differ.
    private static bool IsJson(FixTarget target, InvocationExpressionSyntax call, IMethodSymbol symbol) =>
        symbol is { ReducedFrom: not null, Name: "PostAsJsonAsync" or "PutAsJsonAsync" or "PatchAsJsonAsync" }
        && symbol.ContainingType.ToDisplayString() == JsonExtensions
        && call.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax }
        && call.ArgumentList.Arguments is [_, _, ..] and var arguments
        && !arguments[1].Expression.IsKind(SyntaxKind.NullLiteralExpression)
        && arguments.Skip(2).All(argument =>
            target.Model.GetTypeInfo(argument.Expression, target.CancellationToken).ConvertedType?.Name == "CancellationToken");

    private string HeaderLine(string request, Func<Func<string, string>, string> value, Func<string, string> name) =>
        $"{request}.Headers.TryAddWithoutValidation(\"{_header}\", {value(name)});";

    private IReadOnlyList<TextChange>? Write(
        FixTarget target,
        SyntaxNode node,
        int position,
        Func<Func<Func<string, string>, string>, Func<string, string>, IReadOnlyList<TextChange>> write) =>
        FindValue(target.Model, position, target.CancellationToken) is { } value
            ? FrameworkTypeNames.Write(target, node, name => write(value, name))
            : null;

    // An editor may request the fix again before it updates its diagnostics.
    private bool HasHeader(StatementSyntax statement, SyntaxToken request) =>
        (statement.Parent is GlobalStatementSyntax ? statement.Parent : statement).Parent!
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Any(call =>
                call is
                {
                    Expression: MemberAccessExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax
                        {
                            Expression: IdentifierNameSyntax owner,
                            Name.Identifier.ValueText: "Headers",
                        },
                    },
                    ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string header } }, ..],
                }
                && owner.Identifier.ValueText == request.ValueText
                && string.Equals(header, _header, StringComparison.OrdinalIgnoreCase)
                && call.SpanStart >= statement.SpanStart);

    private static bool HasCommentsBetween(SeparatedSyntaxList<ArgumentSyntax> arguments, TextSpan moved) =>
        arguments.GetWithSeparators().Any(each =>
            moved.Contains(each.Span) && each.GetLeadingTrivia().Concat(each.GetTrailingTrivia()).Any(trivia =>
            moved.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
}
