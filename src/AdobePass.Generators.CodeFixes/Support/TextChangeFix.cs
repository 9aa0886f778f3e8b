using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Finds the changes that fix a diagnostic; returns <see langword="null"/> if no correct change is known.</summary>
internal delegate Task<IReadOnlyList<TextChange>?> FindChanges(
    Document document,
    Diagnostic diagnostic,
    CancellationToken cancellationToken);

/// <summary>Applies fixes as text changes, so that all other characters stay as they are.</summary>
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
                    CodeAction.Create(
                        title(diagnostic),
                        cancellationToken => ApplyAsync(context.Document, changes, cancellationToken),
                        equivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// Fixes all diagnostics of a document at once. A change that several fixes share is applied once. If two fixes conflict, only the
    /// first one is applied; the other diagnostic remains.
    /// </summary>
    public static FixAllProvider FixAll(FindChanges find) => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var all = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(static each => each.Location.SourceSpan.Start))
        {
            if (await find(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changes)
            {
                var added = changes.Where(change => !all.Contains(change)).ToList();
                if (!added.Any(change => all.Any(other => Conflict(change.Span, other.Span))))
                {
                    all.AddRange(added);
                }
            }
        }

        return all.Count == 0 ? document : await ApplyAsync(document, all, context.CancellationToken).ConfigureAwait(false);
    });

    /// <summary>
    /// Fixes the diagnostics of a document one after the other, each on the result of the previous one. This is for fixes that add names or
    /// lines which affect the next fix.
    /// </summary>
    public static FixAllProvider FixAllSequentially(FindChanges find) => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var applied = new List<IReadOnlyList<TextChange>>();
        foreach (var diagnostic in diagnostics.OrderBy(static each => each.Location.SourceSpan.Start))
        {
            var tree = (await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false))!;
            var span = applied.Aggregate(diagnostic.Location.SourceSpan, Move);
            var moved = Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, span), diagnostic.Properties);
            if (await find(document, moved, context.CancellationToken).ConfigureAwait(false) is { Count: > 0 } changes)
            {
                applied.Add(changes);
                document = await ApplyAsync(document, changes, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return document;
    });

    private static TextSpan Move(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var before = changes.Where(change => change.Span.End <= span.Start).Sum(LengthChange);
        var inside = changes
            .Where(change => change.Span.Start >= span.Start && change.Span.End > span.Start && change.Span.End <= span.End)
            .Sum(LengthChange);
        return new TextSpan(span.Start + before, span.Length + inside);
    }

    private static int LengthChange(TextChange change) => (change.NewText?.Length ?? 0) - change.Span.Length;

    // Two removals may be adjacent; insertions may not.
    private static bool Conflict(TextSpan one, TextSpan other) =>
        one.IntersectsWith(other) && (one.IsEmpty || other.IsEmpty || one.OverlapsWith(other));

    public static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
    }

    /// <summary>Gets the line break at the end of the line; for the last line, the line break of the first line.</summary>
    public static string LineBreakAt(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        line = line.LineNumber == text.Lines.Count - 1 ? text.Lines[0] : line;
        return line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>Gets the white space before a position; <see langword="null"/> if the line contains anything else before it.</summary>
    public static string? IndentationAt(SourceText text, int position)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }
}
