// title: Mediator handler that opens a session for a device at the company portal
// kind: server
// rule: none
// twin: open-session-handler
// needs: aspnet
// why: the portal's own OAuth under /o/oauth2; a box may register as often as it likes
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fjord.Devices.Commands;

public interface IRequest<TResult>;

public interface IRequestHandler<in TRequest, TResult> where TRequest : IRequest<TResult>
{
    Task<TResult> Handle(TRequest request, CancellationToken cancellationToken);
}

public sealed class PortalSettings
{
    public required string Statement { get; init; }

    // Where the viewer goes who has Adobe Pass instead of an account of the portal.
    public Uri TvSignIn { get; init; } = new("https://fjord.example/tv/adobe-pass");
}

public sealed record PortalSession(string? ClientId, string Bearer);

public sealed record OpenPortalSession(string DeviceId, string DeviceInfo, IPAddress Viewer) : IRequest<PortalSession>;

internal sealed class OpenPortalSessionHandler(IHttpClientFactory clients, IOptions<PortalSettings> settings, ILogger<OpenPortalSessionHandler> logger)
    : IRequestHandler<OpenPortalSession, PortalSession>
{
    public async Task<PortalSession> Handle(OpenPortalSession request, CancellationToken cancellationToken)
    {
        var client = await PostAsync<ClientDto>("oauth2-registration/register", JsonContent.Create(new { software_statement = settings.Value.Statement }), cancellationToken);
        logger.LogDebug("portal client {Client} for {Device}", client, request.DeviceId);
        var bearer = await PostAsync<BearerDto>("oauth2/token", new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", client.Id),
            new("client_secret", client.Secret),
        }), cancellationToken);
        return new PortalSession(client.Id, bearer.Value);
    }

    private async Task<T> PostAsync<T>(string operation, HttpContent body, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"https://portal.fjord.example/o/{operation}") { Content = body };
        using var response = await clients.CreateClient("portal").SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(ct) ?? throw new InvalidOperationException("empty answer to " + operation);
    }

    private sealed record ClientDto([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

    private sealed record BearerDto([property: JsonPropertyName("access_token")] string Value, [property: JsonPropertyName("expires_in")] long Seconds);
}
