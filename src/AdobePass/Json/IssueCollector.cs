using System.Runtime.InteropServices;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>
/// Collects the parts that could not be read while JSON is parsed. Reading is synchronous, so each thread has one collector. A nested parse
/// has its own.
/// </summary>
internal sealed class IssueCollector
{
    // The work per response is limited: a response with more issues is unreadable, and no more paths than this are computed.
    private const int MaxIssues = 10_000;
    private const int MaxPaths = 100;

    [ThreadStatic]
    private static IssueCollector? t_current;

    [ThreadStatic]
    private static IssueCollector? t_spare;

    private readonly List<Issue> _issues = [];
    private IssueCollector? _outer;
    private bool _isStrict;

    internal static IssueCollector? Current => t_current;

    internal int Count => _issues.Count;

    internal static IssueCollector Begin(bool isStrict)
    {
        var collector = t_spare ?? new IssueCollector();
        t_spare = null;
        collector._isStrict = isStrict;
        collector._outer = t_current;
        t_current = collector;
        return collector;
    }

    internal void End()
    {
        t_current = _outer;
        _outer = null;
        if (_issues.Count > MaxPaths)
        {
            return;
        }

        _issues.Clear();
        t_spare = this;
    }

    /// <summary>Gets whether only the value in which an error occurs is left out. This is never the case for malformed JSON.</summary>
    internal static bool Tolerates(Exception exception) =>
        exception is JsonShapeException or InvalidOperationException && t_current is not { IsExhausted: true };

    internal static void Add(Exception exception, long position) => t_current?._issues.Add(exception is JsonShapeException shape
        ? new Issue(shape.Position, shape.Message, shape.MissingMember)
        : new Issue(position, JsonShapeException.NotUnicode, null));

    /// <summary>Marks the names at a depth as keys of a map, in all issues from an index on.</summary>
    internal void MarkKeys(int since, int depth)
    {
        for (var i = since; i < _issues.Count; i++)
        {
            var issue = _issues[i];
            _issues[i] = issue with { KeyDepths = issue.KeyDepths | (1UL << (depth & 63)) };
        }
    }

    /// <summary>Computes the paths of the issues.</summary>
    /// <param name="utf8Json">The JSON that was parsed.</param>
    /// <returns>The issues, at most 100 of them; <see langword="null"/> if there are none.</returns>
    internal ReadReport? Report(ReadOnlySpan<byte> utf8Json)
    {
        if (_issues.Count == 0)
        {
            return null;
        }

        var first = _issues.Take(MaxPaths).OrderBy(static issue => issue.Position).ToList();
        var paths = JsonPathFinder.Find(utf8Json, first.ConvertAll(static issue => (issue.Position, issue.KeyDepths)));
        var found = new FoundIssue[first.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var member = first[i].MissingMember is { } missing ? "." + missing : string.Empty;
            found[i] = new FoundIssue(paths[i].Path + member, paths[i].Pattern + member, first[i].Message);
        }

        return new ReadReport(found, _issues.Count);
    }

    private bool IsExhausted => _isStrict || _issues.Count >= MaxIssues;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Issue(long Position, string Message, string? MissingMember, ulong KeyDepths = 0);
}

/// <summary>Represents the parts of JSON that could not be read.</summary>
/// <param name="Issues">The first issues, in the order of the JSON.</param>
/// <param name="Count">The number of all issues.</param>
internal sealed record ReadReport(IReadOnlyList<FoundIssue> Issues, int Count)
{
    /// <summary>Sets the issues on the model, if it keeps them.</summary>
    internal void AttachTo<T>(T value, IReadOnlyList<string> secrets)
    {
        if (value is IResponseModel model)
        {
            model.SetReadIssues(Issues.Select(issue => new ReadIssue(UntrustedText.Clean(issue.Path, secrets)!, issue.Message)).ToArray());
        }
    }
}

/// <param name="Path">The path in the JSON.</param>
/// <param name="Pattern">The path with <c>*</c> for indexes of arrays and keys of maps.</param>
/// <param name="Message">What was expected and what was found.</param>
internal sealed record FoundIssue(string Path, string Pattern, string Message);
