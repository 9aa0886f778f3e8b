using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>
/// Represents a request as a generated client describes it. It does not include the access token, and does not send or retry anything.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AdobePassRequest
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string FormType = "application/x-www-form-urlencoded";

    private string? _first;
    private string? _second;
    private List<string>? _others;
    private StringBuilder? _query;
    private List<KeyValuePair<string, string>>? _headers;
    private StringBuilder? _form;
    private byte[]? _json;

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
            (_query ??= new StringBuilder())
                .Append(_query.Length == 0 ? '?' : '&')
                .Append(Uri.EscapeDataString(name))
                .Append('=')
                .Append(Uri.EscapeDataString(value));
        }
    }

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

    /// <summary>Sets a form as the body, even if no field is added.</summary>
    public void BeginForm() => _form ??= new StringBuilder();

    /// <summary>Adds a field to the form in the body.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the field.</param>
    public void AddFormField(string name, string? value)
    {
        BeginForm();
        if (value is null)
        {
            return;
        }

        if (_form!.Length > 0)
        {
            _form.Append('&');
        }

        _form.Append(FormEscape(name)).Append('=').Append(FormEscape(value));
    }

    /// <summary>Sets a model as the JSON body.</summary>
    /// <param name="body">The model; <see langword="null"/> to send no body.</param>
    public void SetJsonBody(IJsonModel? body)
    {
        if (body is null)
        {
            return;
        }

        _json = JsonBodies.Write(body, static (model, writer) => model.WriteTo(writer));
    }

    /// <summary>Sets any JSON value as the body.</summary>
    /// <param name="body">The value; <see langword="null"/> or undefined to send no body.</param>
    public void SetJsonBody(JsonElement? body)
    {
        if (body is not { ValueKind: not JsonValueKind.Undefined } value)
        {
            return;
        }

        _json = JsonBodies.Write(value, static (element, writer) => element.WriteTo(writer));
    }

    /// <summary>Sets a value of a user-defined type as the JSON body.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="body">The value; <see langword="null"/> to send no body.</param>
    /// <param name="type">The JSON contract of the type, from a <c>JsonSerializerContext</c> of the user.</param>
    public void SetJsonBody<T>(T? body, JsonTypeInfo<T> type)
    {
        if (body is not null)
        {
            _json = JsonSerializer.SerializeToUtf8Bytes(body, type);
        }
    }

    /// <summary>Creates the message of one attempt. Bodies are kept as bytes, so that a request can be sent again.</summary>
    internal HttpRequestMessage CreateMessage(Uri baseAddress, StreamingDevice? device, AccessToken? token, string? userAgent)
    {
        var message = new HttpRequestMessage(Operation.Method, UrlAt(baseAddress));
        var headers = message.Headers;

        if (token is not null)
        {
            headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        }

        if (device is not null)
        {
            if ((Operation.DeviceHeaders & DeviceHeaders.DeviceIdentifier) != 0)
            {
                headers.TryAddWithoutValidation("AP-Device-Identifier", device.IdentifierHeader);
            }

            if ((Operation.DeviceHeaders & DeviceHeaders.DeviceInformation) != 0)
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
            headers.TryAddWithoutValidation("Accept", "application/json");
        }

        if (userAgent is not null)
        {
            headers.TryAddWithoutValidation("User-Agent", userAgent);
        }

        if (_headers is not null)
        {
            foreach (var header in _headers)
            {
                headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        if (_json is not null)
        {
            message.Content = Content(_json, JsonType);
        }
        else if (_form is not null)
        {
            message.Content = Content(Encoding.UTF8.GetBytes(_form.ToString()), FormType);
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

        // The software statement, or the client id and the client secret.
        if (IsRegistration && _form is not null)
        {
            foreach (var field in _form.ToString().Split('&'))
            {
                var separator = field.IndexOf('=');
                if (separator > 0 && !field.StartsWith("grant_type=", StringComparison.Ordinal))
                {
                    secrets.Add(Uri.UnescapeDataString(field.Substring(separator + 1).Replace('+', ' ')));
                }
            }
        }

        if (IsRegistration && _json is not null)
        {
            using var document = JsonDocument.Parse(_json);
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
            url.Append(path, position, open - position).Append(Uri.EscapeDataString(value));
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

    private static ByteArrayContent Content(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    // Form encoding differs from URL encoding only in the space character. Each value is encoded exactly once.
    private static string FormEscape(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
