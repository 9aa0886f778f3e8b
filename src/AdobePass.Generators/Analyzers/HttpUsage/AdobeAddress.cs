namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Addresses of Adobe Pass in constant texts.</summary>
internal static class AdobeAddress
{
    private const string Plain = "http://";
    private const string TokenPath = "/o/client/token?";

    private static readonly string[] OldPaths = ["/api/v1/", "/reggie/v1/"];

    /// <summary>Whether the text is an unencrypted address of one of Adobe Pass's hosts.</summary>
    public static bool IsPlainHttp(string text, AdobeHosts hosts) =>
        text.StartsWith(Plain, StringComparison.OrdinalIgnoreCase) && HostOf(text, hosts) == HostKind.Adobe;

    /// <summary>Whether the text is an address of the token endpoint with the client secret in its query.</summary>
    public static bool CarriesClientSecret(string text)
    {
        var query = text.IndexOf(TokenPath, StringComparison.OrdinalIgnoreCase);
        return query >= 0 && text.IndexOf("client_secret=", query, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Whether the text is an address of REST API V1 on one of Adobe Pass's hosts.</summary>
    public static bool IsOldApi(string text, AdobeHosts hosts) =>
        HostOf(text, hosts) == HostKind.Adobe
            && PathOf(text) + "/" is var address
            && OldPaths.Any(path => address.IndexOf(path, StringComparison.OrdinalIgnoreCase) >= 0);

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
