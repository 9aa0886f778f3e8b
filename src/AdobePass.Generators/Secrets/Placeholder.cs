namespace AdobePass.Generators.Secrets;

/// <summary>Texts that stand where a secret will stand, and are none.</summary>
internal static class Placeholder
{
    private const int ShortestSecret = 8;

    private static readonly string[] Words =
        ["your", "dummy", "fake", "sample", "example", "placeholder", "changeme", "change-me", "change_me", "todo", "replace", "insert", "made-up", "made up", "not-a-", "xxxx", "0000", "1234", "test"];

    public static bool Is(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < ShortestSecret || trimmed.Distinct().Count() < 4)
        {
            return true;
        }

        // <secret>, ${SECRET}, {{secret}}, %SECRET%, and names of settings.
        if (trimmed.IndexOfAny(['<', '>', '{', '}', '$', '%', '*', '\u2026', ' ', ':']) >= 0)
        {
            return true;
        }

        return Words.Any(word => trimmed.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) || IsName(trimmed);
    }

    // client_secret, ADOBE_PASS_SECRET, clientSecret: a name has letters and separators, a secret has digits among them.
    private static bool IsName(string text) => !text.Any(char.IsDigit);
}
