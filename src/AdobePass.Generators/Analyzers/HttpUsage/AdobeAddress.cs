namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Recognizes URLs of Adobe Pass in constant strings.</summary>
internal static class AdobeAddress
{
    private const string Plain = "http://";
    private const string TokenPath = "/o/client/token?";
    private const string SecretName = "client_secret=";

    private static readonly string[] OldPaths = ["/api/v1/", "/reggie/v1/"];

    /// <summary>Determines whether the string is an unencrypted URL of a host of Adobe Pass.</summary>
    public static bool IsPlainHttp(string text, AdobeHosts hosts) =>
        text.StartsWith(Plain, StringComparison.OrdinalIgnoreCase) && HostOf(text, hosts) == HostKind.Adobe;

    /// <summary>Determines whether the string is a URL of the token endpoint with the client secret in its query.</summary>
    public static bool CarriesClientSecret(string text)
    {
        var query = text.IndexOf(TokenPath, StringComparison.OrdinalIgnoreCase);
        return query >= 0
            && text.IndexOf(' ', 0, query) < 0
            && text.IndexOf(SecretName, query, StringComparison.OrdinalIgnoreCase) is >= 0 and var secret
            && IsSecret(text.Substring(secret + SecretName.Length));
    }

    // client_secret=***, client_secret=<secret>: text for people.
    private static bool IsSecret(string rest) =>
        rest.Length == 0
        || (rest[0] is not ('*' or '<' or '\u2026' or '.' or '&' or '[' or ' ')
        && !rest.StartsWith("xxx", StringComparison.OrdinalIgnoreCase)
        && !rest.StartsWith("redacted", StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the path of a URL of REST API V1 on a host of Adobe Pass; <see langword="null"/> for other strings.</summary>
    public static string? OldPathOf(string text, AdobeHosts hosts)
    {
        if (HostOf(text, hosts) != HostKind.Adobe)
        {
            return null;
        }

        return OldPathOf(text);
    }

    /// <summary>
    /// Gets the path of REST API V1 in a URL of any host, or in a relative path; <see langword="null"/> for other strings.
    /// </summary>
    public static string? OldPathOf(string text)
    {
        var address = "/" + PathOf(text) + "/";
        return OldPaths.Select(path => address.IndexOf(path, StringComparison.OrdinalIgnoreCase))
            .Where(static start => start >= 0)
            .Select(start => address.Substring(start))
            .FirstOrDefault();
    }

    /// <summary>Determines whether the string is a URL of Adobe Pass that only the AccessEnabler SDKs call.</summary>
    public static bool BelongsToAccessEnabler(string text, AdobeHosts hosts) =>
        HostOf(text, hosts) == HostKind.Adobe
        && (PathOf(text).IndexOf("/adobe-services/", StringComparison.OrdinalIgnoreCase) >= 0
            || PathOf(text).IndexOf("/AccessEnabler", StringComparison.OrdinalIgnoreCase) >= 0);

    private static string PathOf(string text)
    {
        var end = text.IndexOfAny(['?', '#']);
        return end < 0 ? text : text.Substring(0, end);
    }

    private static HostKind HostOf(string text, AdobeHosts hosts)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return HostKind.Unknown;
        }

        var start = scheme + 3;
        var end = text.IndexOfAny(['/', '?', '#'], start);
        return hosts.KindOf(end < 0 ? text.Substring(start) : text.Substring(start, end - start));
    }
}
