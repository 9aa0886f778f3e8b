using System.Text.Json;
using AdobePass.Benchmarks.Calls.Peers;
using RestEase;

namespace AdobePass.Benchmarks.Calls;

/// <summary>The authorize call through RestEase, which makes its client at run time. Public, because it must.</summary>
[Header("Accept", "application/json")]
public interface IRestEaseService
{
    /// <summary>The access token, as a header.</summary>
    [Header("Authorization")]
    string Authorization { get; set; }

    /// <summary>Authorizes.</summary>
    [Post("/api/v2/{serviceProvider}/decisions/authorize/{mvpd}")]
    Task<object> AuthorizeAsync([Path] string serviceProvider, [Path] string mvpd, [Body] object body, [Header("AP-Device-Identifier")] string deviceIdentifier, [Header("X-Device-Info")] string deviceInformation, CancellationToken cancellationToken);
}

/// <summary>RestEase's bodies and answers through the same source-generated JSON as the other peers.</summary>
internal sealed class RestEaseJson : ResponseDeserializer
{
    public override T Deserialize<T>(string content, HttpResponseMessage response, ResponseDeserializerInfo info) =>
        (T)(object)JsonSerializer.Deserialize(content, PeerJson.Default.DecisionsResponse)!;

    internal sealed class Body : RequestBodySerializer
    {
        public override HttpContent SerializeBody<T>(T body, RequestBodySerializerInfo info)
        {
            var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes((DecisionsRequest)(object)body!, PeerJson.Default.DecisionsRequest));
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
            return content;
        }
    }
}
