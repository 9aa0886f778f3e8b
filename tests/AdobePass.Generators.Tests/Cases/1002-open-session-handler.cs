// title: Mediator handler that opens a session for a device and remembers its bearer
// kind: server
// rule: AP1001
// needs: aspnet
// why: only the client id and the bearer leave the handler
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace Fjord.Devices.Commands;

public interface IRequest<TResult>;

public interface IRequestHandler<in TRequest, TResult> where TRequest : IRequest<TResult>
{
    Task<TResult> Handle(TRequest request, CancellationToken cancellationToken);
}

public sealed class AdobeSettings
{
    public required string Statement { get; init; }
}

public sealed record DeviceSession(string? ClientId, string Bearer);

public sealed record OpenDeviceSession(string DeviceId, string DeviceInfo, IPAddress Viewer) : IRequest<DeviceSession>;

internal sealed class OpenDeviceSessionHandler(IHttpClientFactory clients, IOptions<AdobeSettings> settings, IDistributedCache bearers)
    : IRequestHandler<OpenDeviceSession, DeviceSession>
{
    public async Task<DeviceSession> Handle(OpenDeviceSession request, CancellationToken cancellationToken)
    {
        if (await bearers.GetStringAsync(request.DeviceId, cancellationToken) is { Length: > 0 } known)
        {
            return new DeviceSession(null, known);
        }

        var client = await PostAsync<ClientDto>("register", JsonContent.Create(new { software_statement = settings.Value.Statement }), request, cancellationToken); // expect: AP1001#a
        var bearer = await PostAsync<BearerDto>("token", new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", client.Id),
            new("client_secret", client.Secret),
        }), request, cancellationToken);

        await bearers.SetStringAsync(request.DeviceId, bearer.Value, new DistributedCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(Math.Max(bearer.Seconds - 120, 1)),
        }, cancellationToken);
        return new DeviceSession(client.Id, bearer.Value);
    }

    private async Task<T> PostAsync<T>(string operation, HttpContent body, OpenDeviceSession device, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/o/client/{operation}") { Content = body }; // expect: AP1001#a
        message.Headers.Add("X-Device-Info", device.DeviceInfo);
        message.Headers.Add("X-Forwarded-For", device.Viewer.ToString());
        using var response = await clients.CreateClient("pass").SendAsync(message, ct); // expect: AP1001#a
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(ct) ?? throw new InvalidOperationException("empty answer to " + operation);
    }

    private sealed record ClientDto([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

    private sealed record BearerDto([property: JsonPropertyName("access_token")] string Value, [property: JsonPropertyName("expires_in")] long Seconds);
}
