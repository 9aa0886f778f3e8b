using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Finds the changes that remove a diagnostic, or nothing where no right change is known.</summary>
internal delegate Task<IReadOnlyList<TextChange>?> FindChanges(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

/// <summary>Fixes that touch only the characters that change, so that every other character stays as it was written.</summary>
internal static class TextChangeFix
{
    public static string? ClosestMatchOf(Diagnostic diagnostic) => PropertyOf(diagnostic, "nearest");

    public static string? PropertyOf(Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    public static async Task RegisterAsync(CodeFixContext context, Func<Diagnostic, string> title, FindChanges find, string equivalenceKey)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await find(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { Count: > 0 } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title(diagnostic), cancellationToken => ApplyAsync(context.Document, changes, cancellationToken), equivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>Fixes all diagnostics of a document in one go. A change that several need is made once; where two would meet, the first one counts and the other waits for the next time.</summary>
    public static FixAllProvider FixAll(FindChanges find) => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var all = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(static each => each.Location.SourceSpan.Start))
        {
            if (await find(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changes)
            {
                var added = changes.Where(change => !all.Contains(change)).ToList();
                if (!added.Any(change => all.Any(other => Meet(change.Span, other.Span))))
                {
                    all.AddRange(added);
                }
            }
        }

        return all.Count == 0 ? document : await ApplyAsync(document, all, context.CancellationToken).ConfigureAwait(false);
    });

    /// <summary>Fixes the diagnostics of a document one after the other, each on top of those before it: for fixes that take names or lines that the next one has to see.</summary>
    public static FixAllProvider FixAllInTurn(FindChanges find) => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var made = new List<IReadOnlyList<TextChange>>();
        foreach (var diagnostic in diagnostics.OrderBy(static each => each.Location.SourceSpan.Start))
        {
            var tree = (await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false))!;
            var span = made.Aggregate(diagnostic.Location.SourceSpan, Move);
            var moved = Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, span), diagnostic.Properties);
            if (await find(document, moved, context.CancellationToken).ConfigureAwait(false) is { Count: > 0 } changes)
            {
                made.Add(changes);
                document = await ApplyAsync(document, changes, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return document;
    });

    private static TextSpan Move(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var before = changes.Where(change => change.Span.End <= span.Start).Sum(Growth);
        var inside = changes.Where(change => change.Span.Start >= span.Start && change.Span.End > span.Start && change.Span.End <= span.End).Sum(Growth);
        return new TextSpan(span.Start + before, span.Length + inside);
    }

    private static int Growth(TextChange change) => (change.NewText?.Length ?? 0) - change.Span.Length;

    // Two removals may lie side by side; what is inserted there may not.
    private static bool Meet(TextSpan one, TextSpan other) => one.IntersectsWith(other) && (one.IsEmpty || other.IsEmpty || one.OverlapsWith(other));

    public static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
    }

    /// <summary>The line break that the text uses where the line ends; after the last line, the one of the first.</summary>
    public static string LineBreakAt(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        line = line.LineNumber == text.Lines.Count - 1 ? text.Lines[0] : line;
        return line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>The white space before a position, if nothing else stands before it on its line.</summary>
    public static string? IndentationAt(SourceText text, int position)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }
}
