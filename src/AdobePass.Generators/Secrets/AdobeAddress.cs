namespace AdobePass.Generators.Secrets;

/// <summary>Addresses of Adobe Pass in constant texts.</summary>
internal static class AdobeAddress
{
    private const string Plain = "http://";
    private const string TokenPath = "/o/client/token?";

    /// <summary>Whether the text is an unencrypted address of one of Adobe Pass's hosts.</summary>
    public static bool IsPlainHttp(string text)
    {
        if (!text.StartsWith(Plain, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var end = text.IndexOfAny(['/', '?', '#', ':'], Plain.Length);
        var host = end < 0 ? text.Substring(Plain.Length) : text.Substring(Plain.Length, end - Plain.Length);
        return host.EndsWith(".auth.adobe.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".auth-staging.adobe.com", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the text is an address of the token endpoint with the client secret in its query.</summary>
    public static bool CarriesClientSecret(string text)
    {
        var query = text.IndexOf(TokenPath, StringComparison.OrdinalIgnoreCase);
        return query >= 0 && text.IndexOf("client_secret=", query, StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
