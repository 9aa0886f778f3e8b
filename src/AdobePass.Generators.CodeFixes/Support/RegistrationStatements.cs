using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Represents the statements of a block that register a client and read its credentials, from the first one that prepares the request to
/// the last one that declares a credential. No statement after them uses another local of theirs.
/// </summary>
internal sealed class RegistrationStatements
{
    private const string Indentation = "    ";

    private readonly IReadOnlyList<StatementSyntax> _statements;
    private readonly IssuedCredentials _issued;

    private RegistrationStatements(IReadOnlyList<StatementSyntax> statements, IssuedCredentials issued) =>
        (_statements, _issued) = (statements, issued);

    public StatementSyntax First => _statements[0];

    private TextSpan Span => TextSpan.FromBounds(First.SpanStart, _statements[_statements.Count - 1].Span.End);

    public static RegistrationStatements? Find(FixTarget target, InvocationExpressionSyntax call)
    {
        if (call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } sending
            || !call.Ancestors().TakeWhile(node => node != sending).OfType<AwaitExpressionSyntax>().Any()
            || call.Ancestors().TakeWhile(node => node != sending).Any(static node => node is AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        var all = block.Statements;
        var start = all.IndexOf(sending);
        if (IssuedCredentials.Find(target, [.. all.Skip(start)]) is not { } issued)
        {
            return null;
        }

        var end = all.IndexOf(issued.LastDeclaration);
        var after = UsedIn(target, all.Skip(end + 1));
        while (start > 0 && IsPreparation(target, all[start - 1], [.. all.Skip(start).Take(end - start + 1)], after))
        {
            start--;
        }

        StatementSyntax[] statements = [.. all.Skip(start).Take(end - start + 1)];
        var found = new RegistrationStatements(statements, issued);
        return after.Any(symbol => found.Declares(symbol) && !issued.Symbols.Contains(symbol, SymbolEqualityComparer.Default))
            || statements.Any(static statement => statement is LocalFunctionStatementSyntax
                || statement.DescendantTokens().Any(IsVerbatimWithLines)
                || statement.DescendantTrivia().Any(static trivia => trivia.IsDirective))
            || !issued.CanBeReplaced(target, [.. all.Skip(end + 1)])
            ? null
            : found;
    }

    /// <summary>Writes the same statements below a condition, with the store before and after them.</summary>
    public IReadOnlyList<TextChange> Store(FixTarget target, string store, string key, string? token, Func<string, string> name)
    {
        var keyName = Expressions.UnusedName(target, First, "key");
        var stored = Expressions.UnusedName(target, First, "stored");
        token ??= $"{name(FrameworkTypeNames.CancellationToken)}.None";
        var indentation = TextChangeFix.IndentationAt(target.Text, First.SpanStart) ?? string.Empty;
        var lineBreak = TextChangeFix.LineBreakAt(target.Text, First.SpanStart);
        var credentials = Expressions.UnusedName(target, First, "credentials");
        var pair = $"new {name("AdobePass.ClientCredentials")}({_issued.WriteId(target)}, "
            + $"new {name("AdobePass.ClientSecret")}({_issued.WriteSecret(target)}))";
        string[] lines =
        [
            $"var {keyName} = {key};",
            $"var {stored} = await {store}.FindAsync({keyName}, {token});",
            $"if ({stored} is null)",
            "{",
            Indentation + Moved(target, lineBreak),
            $"{Indentation}var {credentials} = {pair};",
            $"{Indentation}{stored} = await {store}.CreateAsync({keyName}, {credentials}, {token});",
            "}",
            .. _issued.Declarations(stored) is { Count: > 0 } declarations ? [string.Empty, .. declarations] : Array.Empty<string>(),
        ];
        var text = lines[0] + string.Concat(lines.Skip(1).Select(line => lineBreak + (line.Length == 0 ? line : indentation + line)));
        return [new TextChange(Span, text), .. _issued.Replacements(stored)];
    }

    // One step deeper, with other names for the credentials that are issued.
    private string Moved(FixTarget target, string lineBreak)
    {
        var renamed = _issued.Renames(target, _statements)
            .Select(change => new TextChange(new TextSpan(change.Span.Start - Span.Start, change.Span.Length), change.NewText!))
            .OrderBy(static change => change.Span.Start);
        var lines = SourceText.From(target.Text.ToString(Span)).WithChanges(renamed).ToString().Split('\n');
        return string.Join(lineBreak, lines.Select((line, i) =>
            i == 0 || string.IsNullOrWhiteSpace(line) ? line.TrimEnd('\r') : Indentation + line.TrimEnd('\r')));
    }

    // A local that only these statements use, or a statement that sets up such a local.
    private static bool IsPreparation(
        FixTarget target,
        StatementSyntax statement,
        IReadOnlyList<StatementSyntax> later,
        HashSet<ISymbol> after)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { Declaration.Variables: [var variable] }:
                return target.Model.GetDeclaredSymbol(variable, target.CancellationToken) is { } declared
                    && !after.Contains(declared)
                    && UsedIn(target, later).Contains(declared);
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AssignmentExpressionSyntax } expression:
                return Root(expression.Expression) is { } root
                    && target.Model.GetSymbolInfo(root, target.CancellationToken).Symbol is ILocalSymbol local
                    && !after.Contains(local)
                    && UsedIn(target, later).Contains(local);
            default:
                return false;
        }
    }

    // request.Headers.Add(…), request.Content = …
    private static IdentifierNameSyntax? Root(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Root(access.Expression),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => Root(access.Expression),
        MemberAccessExpressionSyntax access => Root(access.Expression),
        IdentifierNameSyntax name => name,
        _ => null,
    };

    private static HashSet<ISymbol> UsedIn(FixTarget target, IEnumerable<StatementSyntax> statements) => new(
        statements.SelectMany(static statement => statement.DescendantNodes().OfType<IdentifierNameSyntax>())
            .Select(name => target.Model.GetSymbolInfo(name, target.CancellationToken).Symbol)
            .OfType<ILocalSymbol>(),
        SymbolEqualityComparer.Default);

    private bool Declares(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(reference => Span.Contains(reference.Span));

    // The lines of such a string are its value.
    private static bool IsVerbatimWithLines(SyntaxToken token) =>
        token.Text.IndexOf('\n') >= 0 && !token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken);
}
