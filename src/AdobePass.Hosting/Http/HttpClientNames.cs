namespace AdobePass.Hosting;

/// <summary>Contains the names of the HTTP clients that the clients send their requests through.</summary>
internal static class HttpClientNames
{
    private const string Unnamed = "AdobePass";
    private const string Prefix = Unnamed + ":";

    /// <summary>Gets the name of the HTTP client of a client.</summary>
    internal static string Of(string clientName) => clientName.Length == 0 ? Unnamed : Prefix + clientName;

    /// <summary>Gets whether an HTTP client is one that a client sends through.</summary>
    internal static bool IsOwn(string name) => name == Unnamed || name.StartsWith(Prefix, StringComparison.Ordinal);
}
