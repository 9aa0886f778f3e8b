namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Texts that stand where a secret will stand, and are none.</summary>
internal static class Placeholder
{
    private const int ShortestSecret = 8;

    private static readonly string[] Words =
        ["your", "dummy", "fake", "sample", "example", "placeholder", "changeme", "change-me", "change_me", "todo", "replace", "insert",
            "redacted", "made-up", "made up", "not-a-", "xxxx", "00000", "12345", "test"];

    // The samples of RFC 6749 and RFC 7591, which documentation copies.
    private static readonly HashSet<string> Samples = new(StringComparer.Ordinal)
    {
        "s6BhdRkqt3", "t7AkePiru4", "2YotnFZFEjr1zCsicMWpAA", "7Fjfp0ZBr1KtDRbnfVdmIw", "gX1fBat3bV", "cf136dc3c1fc93f31185e5885805d",
        "tGzv3JOkF0XG5Qx2TlKWIA", "czZCaGRSa3F0MzpnWDFmQmF0M2JW",
    };

    /// <param name="text">The text.</param>
    /// <param name="more">Words of the project's own that make a text a placeholder.</param>
    public static bool Is(string text, IReadOnlyList<string> more)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < ShortestSecret || trimmed.Distinct().Count() < 4 || Samples.Contains(trimmed))
        {
            return true;
        }

        // <secret>, ${SECRET}, {{secret}}, %SECRET%, [secret], __secret__, and names of settings.
        if (trimmed.IndexOfAny(['<', '>', '{', '}', '$', '%', '*', '[', ']', '\u2026', ' ']) >= 0
            || trimmed.StartsWith("__", StringComparison.Ordinal)
            || trimmed.IndexOf("...", StringComparison.Ordinal) >= 0
            || IsPath(trimmed))
        {
            return true;
        }

        return Contains(trimmed, Words) || Contains(trimmed, more) || IsName(trimmed);
    }

    /// <summary>Determines whether a header value has marks of a placeholder, such as <c>&lt;value&gt;</c> or an ellipsis.</summary>
    public static bool HasMarks(string text) =>
        text.IndexOfAny(['<', '>', '$', '\u2026']) >= 0 || text.IndexOf("...", StringComparison.Ordinal) >= 0;

    private static bool Contains(string text, IEnumerable<string> words) =>
        words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    // AdobePass:Apps:0:ClientSecret: the name of a setting.
    private static bool IsPath(string text) =>
        text.IndexOf(':') > 0
            && text.Split(':')
                .All(static part => part.Length > 0
                    && (part.All(char.IsDigit) || part.All(static c => char.IsLetter(c) || c is '_' or '-' or '.')));

    // client_secret, ADOBE_PASS_SECRET, clientSecret: a name has letters and separators, a secret has digits among them.
    private static bool IsName(string text) => !text.Any(char.IsDigit);
}
