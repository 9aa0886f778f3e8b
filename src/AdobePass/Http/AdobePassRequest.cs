using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>
/// Represents a request as a generated client describes it. It does not include the access token, and does not send or retry anything.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class AdobePassRequest
{
    private string? _first;
    private string? _second;
    private List<string>? _others;
    private StringBuilder? _query;
    private List<KeyValuePair<string, string>>? _headers;
    private StringBuilder? _cookies;
    private List<AppliedCredential>? _credentials;

    // One bit for each value of the path that is already percent-encoded.
    private int _encodedSegments;

    /// <summary>Initializes a new instance of the <see cref="AdobePassRequest"/> class.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="device">The device of the request; <see langword="null"/> for the device of the options.</param>
    public AdobePassRequest(AdobePassOperation operation, StreamingDevice? device = null)
    {
        Operation = operation;
        Device = device;
    }

    /// <summary>Gets the operation.</summary>
    public AdobePassOperation Operation { get; }

    /// <summary>Gets the device of the request; <see langword="null"/> for the device of the options.</summary>
    public StreamingDevice? Device { get; }

    /// <summary>Gets or sets whether the device headers are sent although the operation does not define them.</summary>
    internal bool SendsAllDeviceHeaders { get; set; }

    /// <summary>Gets whether the request is sent to the registration endpoint or the token endpoint.</summary>
    internal bool IsRegistration => Operation.RequestKind != RequestKind.Api;

    /// <summary>
    /// Gets the absolute URL of the request. The path is appended, so the host is always the host of <paramref name="baseAddress"/>.
    /// </summary>
    internal Uri UrlAt(Uri baseAddress)
    {
        if (_query is not null || _others is not null)
        {
            return BuildUrl(baseAddress);
        }

        var url = Operation.Urls.Find(baseAddress, _first, _second);
        if (url is null)
        {
            url = BuildUrl(baseAddress);
            Operation.Urls.Keep(baseAddress, _first, _second, url);
        }

        return url;
    }

    /// <summary>Sets the value of the next placeholder in the path.</summary>
    /// <param name="name">The name of the parameter, for the exception.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="value"/> is empty, <c>.</c> or <c>..</c>: the request would be sent to another path.
    /// </exception>
    public void AddPath(string name, string value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(name);
        }

        AddSegment(name, value);
    }

    /// <summary>Sets the value of the next placeholder in the path, in a style of OpenAPI.</summary>
    /// <param name="parameterName">The name of the parameter, for the exception.</param>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each item or member is separate.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value is empty: the request would be sent to another path.</exception>
    public void AddPath(string parameterName, string name, JsonValue? value, ParameterStyle style, bool explode)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameterName);
        }

        _encodedSegments |= 1 << SegmentCount;
        AddSegment(parameterName, ParameterText.Path(name, value, style, explode));
    }

    private int SegmentCount => _first is null ? 0 : _second is null ? 1 : 2 + (_others?.Count ?? 0);

    private void AddSegment(string name, string value)
    {
        if (value.Length == 0 || value == "." || value == "..")
        {
            throw new ArgumentException("The value is a segment of the URL. It must not be empty, \".\" or \"..\".", name);
        }

        if (_first is null)
        {
            _first = value;
        }
        else if (_second is null)
        {
            _second = value;
        }
        else
        {
            (_others ??= []).Add(value);
        }
    }

    /// <summary>Adds a query parameter.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the parameter.</param>
    public void AddQuery(string name, string? value)
    {
        if (value is not null)
        {
            AppendQuery(Uri.EscapeDataString(name), Uri.EscapeDataString(value));
        }
    }

    /// <summary>Adds a query parameter in a style of OpenAPI.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the parameter.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each item or member is a parameter of its own.</param>
    /// <param name="allowReserved">Whether reserved characters that a query may contain are sent as they are.</param>
    public void AddQuery(string name, JsonValue? value, ParameterStyle style, bool explode, bool allowReserved = false)
    {
        if (value is null)
        {
            return;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        ParameterText.AddPairs(
            pairs,
            name,
            value,
            style,
            explode,
            allowReserved ? ParameterText.EscapeUnreserved : Uri.EscapeDataString);
        foreach (var pair in pairs)
        {
            AppendQuery(pair.Key, pair.Value);
        }
    }

    private void AppendQuery(string name, string value) =>
        (_query ??= new StringBuilder())
            .Append(_query.Length == 0 && Operation.Path.IndexOf('?') < 0 ? '?' : '&')
            .Append(name)
            .Append('=')
            .Append(value);

    /// <summary>Adds a header.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the header.</param>
    /// <exception cref="ArgumentException">
    /// The value contains a character that is not printable ASCII. The service does not allow it in any header.
    /// </exception>
    public void AddHeader(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (!HeaderValues.IsSafe(value))
        {
            throw new ArgumentException($"The value of the header {name} contains a character that is not printable ASCII.", name);
        }

        (_headers ??= []).Add(new KeyValuePair<string, string>(name, value));
    }

    /// <summary>Adds a header with a value that is an array, an object or JSON.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the header.</param>
    /// <param name="style">The style: <see cref="ParameterStyle.Simple"/> or <see cref="ParameterStyle.Json"/>.</param>
    /// <param name="explode">Whether the members of an object are pairs.</param>
    /// <exception cref="ArgumentException">The value contains a character that is not printable ASCII.</exception>
    public void AddHeader(string name, JsonValue? value, ParameterStyle style, bool explode) =>
        AddHeader(name, value is null ? null : ParameterText.Header(value, style, explode));

    /// <summary>Adds a cookie.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the cookie.</param>
    public void AddCookie(string name, string? value)
    {
        if (value is not null)
        {
            AppendCookie(Uri.EscapeDataString(name), Uri.EscapeDataString(value));
        }
    }

    /// <summary>Adds a cookie in a style of OpenAPI.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the cookie.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each item or member is a cookie of its own.</param>
    public void AddCookie(string name, JsonValue? value, ParameterStyle style, bool explode)
    {
        if (value is null)
        {
            return;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        ParameterText.AddPairs(pairs, name, value, style, explode, Uri.EscapeDataString);
        foreach (var pair in pairs)
        {
            AppendCookie(pair.Key, pair.Value);
        }
    }

    private void AppendCookie(string name, string value)
    {
        _cookies ??= new StringBuilder();
        if (_cookies.Length > 0)
        {
            _cookies.Append("; ");
        }

        _cookies.Append(name).Append('=').Append(value);
    }

    /// <summary>Creates the message of one attempt. Bodies are kept as bytes, so that a request can be sent again.</summary>
    internal HttpRequestMessage CreateMessage(Uri baseAddress, StreamingDevice? device, AccessToken? token, string? userAgent)
    {
        var message = new HttpRequestMessage(Operation.Method, WithQueryKeys(UrlAt(baseAddress)));
        var headers = message.Headers;

        if (token is not null)
        {
            headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        }

        if (device is not null)
        {
            if (SendsAllDeviceHeaders || (Operation.DeviceHeaders & DeviceHeaders.DeviceIdentifier) != 0)
            {
                headers.TryAddWithoutValidation("AP-Device-Identifier", device.IdentifierHeader);
            }

            if (SendsAllDeviceHeaders || (Operation.DeviceHeaders & DeviceHeaders.DeviceInformation) != 0)
            {
                headers.TryAddWithoutValidation("X-Device-Info", device.InformationHeader);
            }

            if ((Operation.DeviceHeaders & DeviceHeaders.ForwardedFor) != 0 && device.ForwardedForHeader is { } forwardedFor)
            {
                headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            }
        }

        if (!Operation.Redirects || Operation.RequiresAccessToken)
        {
            headers.TryAddWithoutValidation("Accept", Operation.Accept);
        }

        if (userAgent is not null)
        {
            headers.TryAddWithoutValidation("User-Agent", userAgent);
        }

        message.Content = CreateContent();
        if (_headers is not null)
        {
            foreach (var header in _headers)
            {
                AddHeader(message, header.Key, header.Value);
            }
        }

        if (_credentials is not null || _cookies is not null)
        {
            AddCredentials(message);
        }

        return message;
    }

    /// <summary>Gets the secrets that this request sends. No message may contain them if the service echoes them.</summary>
    internal IReadOnlyList<string> FindSecrets(AccessToken? token)
    {
        var secrets = new List<string>();
        if (token is not null)
        {
            secrets.Add(token.Reveal());
        }

        foreach (var applied in _credentials ?? [])
        {
            secrets.AddRange(applied.Credential.Secrets);
        }

        // The software statement, or the client id and the client secret.
        if (IsRegistration && _body is StringBuilder form)
        {
            foreach (var field in form.ToString().Split('&'))
            {
                var separator = field.IndexOf('=');
                if (separator > 0 && !field.StartsWith("grant_type=", StringComparison.Ordinal))
                {
                    secrets.Add(Uri.UnescapeDataString(field.Substring(separator + 1).Replace('+', ' ')));
                }
            }
        }

        if (IsRegistration && _body is byte[] json)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String && member.Name != "redirect_uri")
                {
                    secrets.Add(member.Value.GetString()!);
                }
            }
        }

        return secrets;
    }

    /// <summary>Sets the credentials that the operation needs beside the access token.</summary>
    internal void Authorize(List<AppliedCredential> credentials) => _credentials = credentials.Count == 0 ? null : credentials;

    // A key in the query is added to the URL of this message only. It is never part of a URL that is kept or shown.
    private Uri WithQueryKeys(Uri url)
    {
        if (_credentials is null || !_credentials.Any(static each => each.Kind == SecuritySchemeKind.QueryKey))
        {
            return url;
        }

        var text = new StringBuilder(url.AbsoluteUri);
        foreach (var key in _credentials.Where(static each => each.Kind == SecuritySchemeKind.QueryKey))
        {
            text.Append(text.ToString().IndexOf('?') < 0 ? '?' : '&')
                .Append(Uri.EscapeDataString(key.Name))
                .Append('=')
                .Append(Uri.EscapeDataString(key.Value));
        }

        return new Uri(text.ToString(), UriKind.Absolute);
    }

    private void AddCredentials(HttpRequestMessage message)
    {
        var cookies = new StringBuilder(_cookies?.ToString());
        foreach (var applied in _credentials ?? [])
        {
            if (applied.Kind == SecuritySchemeKind.CookieKey)
            {
                cookies.Append(cookies.Length == 0 ? string.Empty : "; ")
                    .Append(applied.Name).Append('=').Append(Uri.EscapeDataString(applied.Value));
            }
            else if (applied.Kind == SecuritySchemeKind.HeaderKey)
            {
                message.Headers.TryAddWithoutValidation(applied.Name, applied.Value);
            }
        }

        if (cookies.Length > 0)
        {
            message.Headers.TryAddWithoutValidation("Cookie", cookies.ToString());
        }
    }

    // The headers of the content, such as Content-Language, belong to it. Without a body, an empty one carries them.
    private static void AddHeader(HttpRequestMessage message, string name, string value)
    {
        if (message.Headers.TryAddWithoutValidation(name, value))
        {
            return;
        }

        message.Content ??= new ByteArrayContent([]);
        message.Content.Headers.Remove(name);
        message.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private Uri BuildUrl(Uri baseAddress)
    {
        var url = new StringBuilder(baseAddress.AbsoluteUri);
        while (url.Length > 0 && url[url.Length - 1] == '/')
        {
            url.Length--;
        }

        var path = Operation.Path;
        var position = 0;
        for (var i = 0; ValueAt(i) is { } value; i++)
        {
            var open = path.IndexOf('{', position);
            url.Append(path, position, open - position)
                .Append((_encodedSegments & (1 << i)) != 0 ? value : Uri.EscapeDataString(value));
            position = path.IndexOf('}', open) + 1;
        }

        return new Uri(url.Append(path, position, path.Length - position).Append(_query).ToString(), UriKind.Absolute);
    }

    private string? ValueAt(int index) => index switch
    {
        0 => _first,
        1 => _second,
        _ => _others is not null && index - 2 < _others.Count ? _others[index - 2] : null,
    };
}
