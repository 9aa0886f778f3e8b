using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP4010: writes the URL of the operation that replaces the one of REST API V1.</summary>
/// <remarks>
/// The fix is offered only if one operation with the same HTTP method replaces the URL, and the URL has all values that its path needs.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OldApiFix)), Shared]
public sealed class OldApiFix() : TextChangeFixProvider(RuleIds.OldApi)
{
    private const string Requestor = "requestor";

    // "*" stands for a value of the URL. The last column has the methods of REST API V1 that the operation replaces. If the method of a
    // request is not known, only a path with a single method is replaced.
    private static readonly (string Old, string New, string Method, bool IsOnlyMethod)[] Replacements =
    [
        ("api/v1/config/*", "/api/v2/*/configuration", "GET", true),
        ("reggie/v1/*/regcode", "/api/v2/*/sessions", "POST", true),
        ("reggie/v1/*/regcode/*", "/api/v2/*/sessions/*", "GET", false),
        ("api/v1/checkauthn/*", $"/api/v2/{Requestor}/profiles/code/*", "GET", true),
    ];

    // Parameters of REST API V1 that have no counterpart in the URL of REST API V2.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        Requestor, "requestor_id", "format", "deviceType",
    };

    private protected override string TitleOf(Diagnostic diagnostic) =>
        $"Use the URL of {TextChangeFix.PropertyOf(diagnostic, "operation")} (REST API V2)";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax expression || UrlTemplate.Read(target, expression) is not { } url)
        {
            return null;
        }

        var method = TextChangeFix.PropertyOf(target.Diagnostic, "method");
        foreach (var (old, replacement, replaced, isOnlyMethod) in Replacements)
        {
            if ((method == replaced || (method is null && isOnlyMethod))
                && Replace(url, old.Split('/'), replacement) is { } changed
                && url.Write(changed) is { } text)
            {
                TextChange[] changes = [new(expression.Span, text)];
                return CompileCheck.StillCompiles(target.Model, expression, target.Text, changes, target.CancellationToken)
                    ? changes
                    : null;
            }
        }

        return null;
    }

    private static string? Replace(UrlTemplate url, string[] old, string replacement)
    {
        if (url.Segments.Count != old.Length || HostOf(url) is not { } host || !TryReadQuery(url.Query, out var requestor))
        {
            return null;
        }

        var values = new Queue<string>();
        for (var i = 0; i < old.Length; i++)
        {
            var segment = i == old.Length - 1 ? WithoutFormat(url.Segments[i]) : url.Segments[i];
            if (old[i] == "*")
            {
                values.Enqueue(segment);
            }
            else if (!string.Equals(segment, old[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        var path = replacement.Split('/').Select(each => each == "*" ? values.Dequeue() : each == Requestor ? requestor : each).ToList();
        return path.Contains(null) ? null : host + string.Join("/", path);
    }

    // api.auth.adobe.com is the host of REST API V1, and sp.auth.adobe.com the one of REST API V2.
    private static string? HostOf(UrlTemplate url)
    {
        const string Scheme = "://";
        const string Old = "api";
        if (url.KnownHost.StartsWith("sp.", StringComparison.OrdinalIgnoreCase)
            || url.KnownHost.StartsWith("sp-", StringComparison.OrdinalIgnoreCase))
        {
            return url.Authority;
        }

        var start = url.Authority.IndexOf(Scheme, StringComparison.Ordinal) + Scheme.Length;
        return start >= Scheme.Length
            && (url.KnownHost.StartsWith(Old + ".", StringComparison.OrdinalIgnoreCase)
                || url.KnownHost.StartsWith(Old + "-", StringComparison.OrdinalIgnoreCase))
            && string.CompareOrdinal(url.Authority, start, url.KnownHost, 0, Old.Length) == 0
            ? url.Authority.Substring(0, start) + "sp" + url.Authority.Substring(start + Old.Length)
            : null;
    }

    private static bool TryReadQuery(string query, out string? requestor)
    {
        requestor = null;
        foreach (var pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair.Substring(0, equals);
            if (!Dropped.Contains(name))
            {
                return false;
            }

            if (name.StartsWith(Requestor, StringComparison.OrdinalIgnoreCase) && equals >= 0 && equals + 1 < pair.Length)
            {
                requestor = pair.Substring(equals + 1);
            }
        }

        return true;
    }

    // JSON and XML were chosen by an extension: regcode.json.
    private static string WithoutFormat(string segment) =>
        segment.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? segment.Substring(0, segment.Length - 5)
        : segment.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? segment.Substring(0, segment.Length - 4)
        : segment;
}
