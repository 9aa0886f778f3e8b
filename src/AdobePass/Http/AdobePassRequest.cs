using System.ComponentModel;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>One call of an operation as an emitted client describes it: everything but the token, the retries and the sending.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AdobePassRequest
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");

    private const string RegistrationPath = "/o/client/";

    private readonly StringBuilder _address;
    private List<KeyValuePair<string, string>>? _headers;
    private StringBuilder? _form;
    private byte[]? _json;
    private bool _hasQuery;

    /// <summary>Starts a call.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="path">The path with its parameters filled in and escaped.</param>
    /// <param name="device">The device on whose behalf the call is made; null for the one of the options.</param>
    public AdobePassRequest(AdobePassOperation operation, string path, StreamingDevice? device = null)
    {
        Operation = operation;
        Device = device;
        _address = new StringBuilder(path);
    }

    /// <summary>The operation.</summary>
    public AdobePassOperation Operation { get; }

    /// <summary>The device on whose behalf the call is made; null for the one of the options.</summary>
    public StreamingDevice? Device { get; }

    /// <summary>The absolute address of the call. The path is appended, so that the host is always the one of <paramref name="baseAddress"/>.</summary>
    internal Uri AddressAt(Uri baseAddress) => new(baseAddress.AbsoluteUri.TrimEnd('/') + _address, UriKind.Absolute);

    /// <summary>Whether the call goes to the registration or the token endpoint.</summary>
    internal bool IsRegistration => _address.Length > RegistrationPath.Length && _address.ToString(0, RegistrationPath.Length) == RegistrationPath;

    /// <summary>Adds a query parameter.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; null leaves the parameter out.</param>
    public void AddQuery(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _address.Append(_hasQuery ? '&' : '?').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
    }

    /// <summary>Adds a header.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null leaves the header out.</param>
    /// <exception cref="ArgumentException">The value has control or non-ASCII characters, which no header of the service may have.</exception>
    public void AddHeader(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (!HeaderText.IsSafe(value))
        {
            throw new ArgumentException($"The value of the header {name} has a character that is not printable ASCII.", name);
        }

        (_headers ??= []).Add(new KeyValuePair<string, string>(name, value));
    }

    /// <summary>Marks the body as a form, also when no field is set.</summary>
    public void BeginForm() => _form ??= new StringBuilder();

    /// <summary>Adds a field of a form body.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; null leaves the field out.</param>
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
    /// <param name="body">The model; null sends no body.</param>
    public void SetJsonBody(IJsonModel? body)
    {
        if (body is null)
        {
            return;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            body.WriteTo(writer);
        }

        _json = stream.ToArray();
    }

    /// <summary>Sets any JSON value as the body.</summary>
    /// <param name="body">The value; null or undefined sends no body.</param>
    public void SetJsonBody(JsonElement? body)
    {
        if (body is not { ValueKind: not JsonValueKind.Undefined } value)
        {
            return;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            value.WriteTo(writer);
        }

        _json = stream.ToArray();
    }

    /// <summary>Sets a value of the user's own type as the JSON body.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="body">The value; null sends no body.</param>
    /// <param name="type">How the type is written, from the user's <c>JsonSerializerContext</c>.</param>
    public void SetJsonBody<T>(T? body, JsonTypeInfo<T> type)
    {
        if (body is not null)
        {
            _json = JsonSerializer.SerializeToUtf8Bytes(body, type);
        }
    }

    /// <summary>Builds the message of one attempt. Bodies are kept as bytes, so that a call can be sent again.</summary>
    internal HttpRequestMessage CreateMessage(Uri baseAddress, StreamingDevice? device, AccessToken? token, string? userAgent)
    {
        var message = new HttpRequestMessage(Operation.Method, AddressAt(baseAddress));
        var headers = message.Headers;

        if (token is not null)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
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

        if (!Operation.Redirects)
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
            message.Content = new ByteArrayContent(_json);
            message.Content.Headers.ContentType = JsonType;
        }
        else if (_form is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(_form.ToString()));
            message.Content.Headers.ContentType = FormType;
        }

        return message;
    }

    // The form encoding differs from the one of addresses in the blank alone; each value is encoded exactly once.
    private static string FormEscape(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
