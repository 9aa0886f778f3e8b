using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Tests.Architecture;

/// <summary>The lengths of files, methods and lines.</summary>
public class SizeTests
{
    private const int MaxFile = 500;
    private const int MaxMethod = 80;
    private const int MaxLine = 140;

    [Fact]
    public void Files_have_at_most_500_lines() => Assert.Empty(
        SourceTree.Instance.Files
            .Where(static file => file.GetText().Lines.Count - 1 > MaxFile)
            .Select(static file => $"{SourceTree.PathOf(file)}: {file.GetText().Lines.Count - 1} lines"));

    [Fact]
    public void Methods_have_at_most_80_lines() => Assert.Empty(
        SourceTree.Instance.Files.SelectMany(static file => file.GetRoot().DescendantNodes()
            .Where(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
            .Select(node => (Node: node, Lines: LinesOf(file, node)))
            .Where(static method => method.Lines > MaxMethod)
            .Select(method => $"{SourceTree.PathOf(file)}:{LineOf(file, method.Node)}: {method.Lines} lines")));

    // URLs and raw test inputs aside: those are not C# of this repository.
    [Fact]
    public void Lines_of_the_sources_have_at_most_140_characters() => Assert.Empty(
        SourceTree.Instance.Files.SelectMany(static file => file.GetText().Lines
            .Where(static line => line.Span.Length > MaxLine && !line.ToString().Contains("https://", StringComparison.Ordinal))
            .Select(line => $"{SourceTree.PathOf(file)}:{line.LineNumber + 1}: {line.Span.Length} characters")));

    private static int LineOf(SyntaxTree file, SyntaxNode node) => file.GetLineSpan(node.Span).StartLinePosition.Line + 1;

    private static int LinesOf(SyntaxTree file, SyntaxNode node)
    {
        var span = file.GetLineSpan(node.Span).Span;
        return span.End.Line - span.Start.Line + 1;
    }
}
