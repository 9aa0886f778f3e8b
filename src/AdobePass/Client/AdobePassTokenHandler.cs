using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Adds access tokens of a client to the requests of any <see cref="HttpClient"/>, as <c>Authorization: Bearer …</c> and for allowed hosts
/// only.
/// </summary>
/// <remarks>
/// <para>A request gets a token if all of these conditions are met. Other requests are sent unchanged.</para>
/// <list type="bullet">
/// <item>Its host belongs to the client's environment or to <see cref="AdobePassTokenHandlerOptions.AllowedHosts"/>.</item>
/// <item>It uses <c>https</c>, or <c>http</c> to a loopback address.</item>
/// <item>It does not have an <c>Authorization</c> header yet.</item>
/// </list>
/// <para>The device is <see cref="AdobePassOptions.Device"/>, or that of
/// <see cref="AdobePassHttpRequestExtensions.SetStreamingDevice(HttpRequestMessage, StreamingDevice?)"/>.</para>
/// <para>A token that is rejected with 401 is replaced, at most once per device and
/// <see cref="AdobePassOptions.RegistrationBreakDuration"/>. The request is sent once more if it has no content; otherwise, the next
/// request uses the new token.</para>
/// <para>The handler after this one must not send the token to another host. <c>SocketsHttpHandler</c> and <c>HttpClientHandler</c> remove
/// <c>Authorization</c> when they follow a redirect.</para>
/// </remarks>
public sealed class AdobePassTokenHandler : DelegatingHandler, IAccessTokenHandler
{
    private const string Authorization = "Authorization";

    private readonly AdobePassClient _client;
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _addDeviceHeaders;

    /// <summary>Creates a handler.</summary>
    /// <param name="client">The client whose tokens are added. It is not disposed.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An entry of <see cref="AdobePassTokenHandlerOptions.AllowedHosts"/> is not a host.</exception>
    public AdobePassTokenHandler(AdobePassClient client, AdobePassTokenHandlerOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        foreach (var uri in client.ServiceUris)
        {
            _hosts.Add(HostOf(uri));
        }

        foreach (var host in options?.AllowedHosts ?? [])
        {
            _hosts.Add(ParseHost(host));
        }

        _addDeviceHeaders = options?.AddDeviceHeaders ?? false;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        // The client's own requests already have a token, or are the requests that obtain it.
        if (request.Headers.Contains(Authorization) || HandlerChain.IsAttempt(request))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!IsAllowed(request.RequestUri))
        {
            _client.Logger.TokenNotAdded(request.RequestUri is { IsAbsoluteUri: true } uri ? HostOf(uri) : "(none)");
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var device = request.FindStreamingDevice();
        var token = await _client.GetAccessTokenAsync(device, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, device, token, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode != 401)
        {
            return response;
        }

        _client.RejectAccessToken(token, device);
        return request.Content is null
            ? await SendAgainAsync(request, device, token, response, cancellationToken).ConfigureAwait(false)
            : response;
    }

#if NET
    /// <summary>Not supported, because requesting a token is asynchronous.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{nameof(AdobePassTokenHandler)} does not support synchronous requests. Use SendAsync.");
#endif

    private async Task<HttpResponseMessage> SendAgainAsync(
        HttpRequestMessage request,
        StreamingDevice? device,
        AccessToken rejected,
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        AccessToken token;
        try
        {
            token = await _client.GetAccessTokenAsync(device, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (token.Equals(rejected))
        {
            return response;
        }

        response.Dispose();
        response = await SendAsync(request, device, token, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode == 401)
        {
            _client.RejectAccessToken(token, device);
        }

        return response;
    }

    // The headers are removed again, so that a retry by an earlier handler gets the current token and never an old one.
    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        StreamingDevice? device,
        AccessToken token,
        CancellationToken cancellationToken)
    {
        var added = new List<string>(4);
        Add(Authorization, token.AuthorizationHeader);
        if (_addDeviceHeaders)
        {
            device = _client.DeviceOf(device);
            Add("AP-Device-Identifier", device.IdentifierHeader);
            Add("X-Device-Info", device.InformationHeader);
            Add("X-Forwarded-For", device.ForwardedForHeader);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var name in added)
            {
                request.Headers.Remove(name);
            }
        }

        void Add(string name, string? value)
        {
            if (value is not null && !request.Headers.Contains(name) && request.Headers.TryAddWithoutValidation(name, value))
            {
                added.Add(name);
            }
        }
    }

    private bool IsAllowed(Uri? uri) =>
        uri is { IsAbsoluteUri: true }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && _hosts.Contains(HostOf(uri));

    private static string HostOf(Uri uri) => uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";

    private static string ParseHost(string? entry)
    {
        if (!string.IsNullOrWhiteSpace(entry)
            && Uri.CheckHostName(WithoutPort(entry!)) != UriHostNameType.Unknown
            && Uri.TryCreate($"https://{entry}/", UriKind.Absolute, out var uri)
            && uri.AbsolutePath == "/" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0)
        {
            return HostOf(uri);
        }

        throw new ArgumentException(
            $"'{entry}' is not a host. Write {nameof(AdobePassTokenHandlerOptions.AllowedHosts)} as 'api.example.com' or " +
            "'api.example.com:8443'.",
            "options");
    }

    private static string WithoutPort(string entry)
    {
        var colon = entry.LastIndexOf(':');
        return colon < 0 || entry.EndsWith("]", StringComparison.Ordinal) ? entry : entry.Substring(0, colon);
    }
}
