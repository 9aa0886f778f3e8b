using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <content>Contains the body.</content>
public sealed partial class AdobePassRequest
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string FormType = "application/x-www-form-urlencoded";

    // The request has one body: a form (StringBuilder), JSON (byte[]), parts (MultipartBody), or a text or stream (BodyPart). One field
    // for each would make all requests larger, and most of them have no body.
    private object? _body;

    /// <summary>Sets a form as the body, even if no field is added.</summary>
    public void BeginForm() => _ = Form();

    /// <summary>Adds a field to the form in the body.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the field.</param>
    public void AddFormField(string name, string? value)
    {
        var form = Form();
        if (value is null)
        {
            return;
        }

        if (form.Length > 0)
        {
            form.Append('&');
        }

        form.Append(FormEscape(name)).Append('=').Append(FormEscape(value));
    }

    /// <summary>Sets a model as the JSON body.</summary>
    /// <param name="body">The model; <see langword="null"/> to send no body.</param>
    public void SetJsonBody(IJsonModel? body)
    {
        if (body is null)
        {
            return;
        }

        _body = JsonBodies.Write(body, static (model, writer) => model.WriteTo(writer));
    }

    /// <summary>Sets any JSON value as the body.</summary>
    /// <param name="body">The value; <see langword="null"/> or undefined to send no body.</param>
    public void SetJsonBody(JsonElement? body)
    {
        if (body is not { ValueKind: not JsonValueKind.Undefined } value)
        {
            return;
        }

        _body = JsonBodies.Write(value, static (element, writer) => element.WriteTo(writer));
    }

    /// <summary>Sets a value of a user-defined type as the JSON body.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="body">The value; <see langword="null"/> to send no body.</param>
    /// <param name="type">The JSON contract of the type, from a <c>JsonSerializerContext</c> of the user.</param>
    public void SetJsonBody<T>(T? body, JsonTypeInfo<T> type)
    {
        if (body is not null)
        {
            _body = JsonSerializer.SerializeToUtf8Bytes(body, type);
        }
    }

    /// <summary>Sets a list, a map or a single value as the JSON body.</summary>
    /// <param name="body">The value; <see langword="null"/> to send no body.</param>
    public void SetJsonBody(JsonValue? body) => _body = body?.Utf8 ?? _body;

    /// <summary>Adds a field to the form in the body, in a style of OpenAPI.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the field.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each item or member is a field of its own.</param>
    public void AddFormField(string name, JsonValue? value, ParameterStyle style, bool explode)
    {
        var form = Form();
        if (value is null)
        {
            return;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        ParameterText.AddPairs(pairs, name, value, style, explode, FormEscape);
        foreach (var pair in pairs)
        {
            form.Append(form.Length == 0 ? string.Empty : "&").Append(pair.Key.Replace("%20", "+")).Append('=').Append(pair.Value);
        }
    }

    /// <summary>Sets a text as the body.</summary>
    /// <param name="body">The text; <see langword="null"/> to send no body.</param>
    public void SetTextBody(string? body) => _body = body is null ? _body : new BodyPart(Encoding.UTF8.GetBytes(body));

    /// <summary>Sets a stream as the body. It is read from its current position and is not disposed.</summary>
    /// <param name="body">The stream; <see langword="null"/> to send no body.</param>
    public void SetStreamBody(Stream? body) => _body = body is null ? _body : new BodyPart(body);

    /// <summary>Sets a multipart body, even if no part is added.</summary>
    public void BeginMultipart() => _ = Multipart();

    /// <summary>Adds a file to the multipart body.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="file">The file; <see langword="null"/> to omit the field.</param>
    /// <param name="contentType">The media type of a file that does not have one.</param>
    public void AddPart(string name, AdobePassFile? file, string contentType)
    {
        var parts = Multipart();
        if (file is not null)
        {
            parts.Add(name, file.FileName ?? name, file.ContentType ?? contentType, new BodyPart(file.Content));
        }
    }

    /// <summary>Adds files to the multipart body, each with the same name.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="files">The files; <see langword="null"/> to omit the field.</param>
    /// <param name="contentType">The media type of a file that does not have one.</param>
    public void AddPart(string name, IEnumerable<AdobePassFile>? files, string contentType)
    {
        BeginMultipart();
        foreach (var file in files ?? [])
        {
            AddPart(name, file, contentType);
        }
    }

    /// <summary>
    /// Adds a value to the multipart body. A string is sent without quotes. Without a media type, each item of an array is a part of its
    /// own; objects are sent as JSON, and other values as text.
    /// </summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="value">The value; <see langword="null"/> to omit the field.</param>
    /// <param name="contentType">The media type; <see langword="null"/> for the default.</param>
    public void AddPart(string name, JsonValue? value, string? contentType)
    {
        BeginMultipart();
        if (value is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(value.Utf8);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array || IsJsonType(contentType))
        {
            AddPart(name, root, contentType);
            return;
        }

        foreach (var item in root.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null)
            {
                AddPart(name, item, contentType);
            }
        }
    }

    private void AddPart(string name, JsonElement value, string? contentType)
    {
        var isComplex = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        var text = isComplex || IsJsonType(contentType) ? value.GetRawText() : ParameterText.Scalar(value);
        Multipart().Add(
            name,
            fileName: null,
            contentType ?? (isComplex ? "application/json" : "text/plain; charset=utf-8"),
            new BodyPart(Encoding.UTF8.GetBytes(text)));
    }

    private static bool IsJsonType(string? contentType) =>
        contentType?.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Reads streams that cannot seek into memory, so that the request can be sent again.</summary>
    internal async ValueTask BufferAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _body is MultipartBody multipart ? multipart.Parts : _body is BodyPart single ? [single] : [])
        {
            await part.BufferAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gets whether the body contains streams.</summary>
    internal bool HasStreams => _body is BodyPart or MultipartBody;

    private StringBuilder Form()
    {
        var form = _body as StringBuilder ?? new StringBuilder();
        _body = form;
        return form;
    }

    private MultipartBody Multipart()
    {
        var multipart = _body as MultipartBody ?? new MultipartBody();
        _body = multipart;
        return multipart;
    }

    private HttpContent? CreateContent() => _body switch
    {
        null => null,
        byte[] json => Content(new ByteArrayContent(json), Operation.ContentType ?? JsonType),
        StringBuilder form => Content(new ByteArrayContent(Encoding.UTF8.GetBytes(form.ToString())), FormType),
        MultipartBody multipart => Content(multipart.ToContent(), multipart.ContentType),
        var part => Content(new PartsContent([(BodyPart)part], []), Operation.ContentType ?? "application/octet-stream"),
    };

    private static HttpContent Content(HttpContent content, string type)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    // Form encoding differs from URL encoding only in the space character. Each value is encoded exactly once.
    private static string FormEscape(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
