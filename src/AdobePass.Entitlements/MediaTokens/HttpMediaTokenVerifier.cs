using System.Net.Http.Headers;
using System.Text.Json;

namespace AdobePass.Entitlements;

/// <summary>
/// Verifies media tokens with a service that runs Adobe's Java library. It sends <c>POST</c> with
/// <c>{"token":"…","resource":"…"}</c> and reads <c>{"status":"VALID_TOKEN"}</c>, with the names of the library.
/// </summary>
public sealed class HttpMediaTokenVerifier : MediaTokenVerifier
{
    private readonly HttpClient _client;
    private readonly Uri _service;

    /// <summary>Initializes a new instance of the <see cref="HttpMediaTokenVerifier"/> class.</summary>
    /// <param name="client">The client. It is not disposed.</param>
    /// <param name="service">The URL of the service: <c>https</c>, or <c>http</c> on loopback.</param>
    /// <exception cref="ArgumentException"><paramref name="service"/> is not such a URL.</exception>
    public HttpMediaTokenVerifier(HttpClient client, Uri service)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _service = service ?? throw new ArgumentNullException(nameof(service));
        if (!service.IsAbsoluteUri || (service.Scheme != "https" && !(service.Scheme == "http" && service.IsLoopback)))
        {
            throw new ArgumentException("The URL must use https; http is accepted for loopback addresses only.", nameof(service));
        }
    }

    /// <inheritdoc/>
    /// <remarks>A failure of the service is <see cref="MediaTokenStatus.Unknown"/>: the stream is not delivered.</remarks>
    public override async Task<MediaTokenStatus> VerifyAsync(
        SerializedMediaToken token,
        string resource,
        CancellationToken cancellationToken = default)
    {
        if (token is null)
        {
            throw new ArgumentNullException(nameof(token));
        }

        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("token", token.Reveal());
            writer.WriteString("resource", resource ?? throw new ArgumentNullException(nameof(resource)));
            writer.WriteEndObject();
        }

        try
        {
            using var content = new ByteArrayContent(body.ToArray());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _client.PostAsync(_service, content, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? Read(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false))
                : MediaTokenStatus.Unknown;
        }
        catch (HttpRequestException)
        {
            return MediaTokenStatus.Unknown;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return MediaTokenStatus.Unknown;
        }
    }

    private static MediaTokenStatus Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.String
                ? status.GetString() switch
                {
                    "VALID_TOKEN" => MediaTokenStatus.Valid,
                    "INVALID_TOKEN_FORMAT" => MediaTokenStatus.InvalidFormat,
                    "INVALID_SIGNATURE" => MediaTokenStatus.InvalidSignature,
                    "TOKEN_EXPIRED" => MediaTokenStatus.Expired,
                    "INVALID_RESOURCE_ID" => MediaTokenStatus.InvalidResource,
                    _ => MediaTokenStatus.Unknown,
                }
                : MediaTokenStatus.Unknown;
        }
        catch (JsonException)
        {
            return MediaTokenStatus.Unknown;
        }
    }
}
