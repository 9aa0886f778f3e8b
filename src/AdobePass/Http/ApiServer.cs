using System.ComponentModel;
using System.Text;

namespace AdobePass.Runtime;

/// <summary>Represents a server that a spec declares for its operations, other than the hosts of Adobe Pass.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiServer
{
    private readonly string[] _variables;

    /// <summary>Initializes a server.</summary>
    /// <param name="specName">The name of the spec if all its operations use the server by default; otherwise, an empty string.</param>
    /// <param name="declaredUrl">The URL as the spec declares it.</param>
    /// <param name="url">
    /// The absolute URL, or a path below the base address of the options, with a placeholder such as <c>{stage}</c> for each variable.
    /// </param>
    /// <param name="variables">The name and the default value of each variable.</param>
    public ApiServer(string specName, string declaredUrl, string url, params string[] variables)
    {
        SpecName = specName;
        DeclaredUrl = declaredUrl;
        Url = url;
        _variables = variables;
    }

    /// <summary>Creates the exception for a call of an operation whose spec has no server of its own.</summary>
    internal static AdobePassConfigurationException NoBaseAddress() => new(
        $"{nameof(AdobePassOptions.BaseAddress)} is not set, and the spec declares no absolute server. Set it to the URL of the service.");

    private string SpecName { get; }

    private string DeclaredUrl { get; }

    private string Url { get; }

    /// <summary>Gets the base address of requests to the server.</summary>
    /// <param name="options">The options, which can replace the server and the values of its variables.</param>
    /// <param name="baseAddress">The base address of the options; <see langword="null"/> if there is none.</param>
    internal Uri Resolve(AdobePassOptions options, Uri? baseAddress)
    {
        if (options.Servers.TryGetValue(DeclaredUrl, out var replacement)
            || (SpecName.Length > 0 && options.Servers.TryGetValue(SpecName, out replacement)))
        {
            return replacement;
        }

        var url = new StringBuilder(Url);
        for (var i = 0; i + 1 < _variables.Length; i += 2)
        {
            var value = options.ServerVariables.TryGetValue(_variables[i], out var given) ? given : _variables[i + 1];
            url.Replace("{" + _variables[i] + "}", value);
        }

        var text = url.ToString();
        if (text.StartsWith("/", StringComparison.Ordinal))
        {
            text = (baseAddress ?? throw NoBaseAddress()).AbsoluteUri.TrimEnd('/') + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var absolute)
            && (absolute.Scheme == Uri.UriSchemeHttps || absolute.Scheme == Uri.UriSchemeHttp)
            && absolute.Query.Length == 0 && absolute.Fragment.Length == 0 && absolute.UserInfo.Length == 0
            ? absolute
            : throw new AdobePassConfigurationException(
                $"The server \"{DeclaredUrl}\" is not an http(s) URL with the values of {nameof(AdobePassOptions.ServerVariables)}. " +
                $"Correct them, or set {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.Servers)}[\"{DeclaredUrl}\"].");
    }
}
