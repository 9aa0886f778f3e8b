// title: Message handler that signs the application in and renews the token
// kind: library
// rule: AP1002
// twin: 507-reconnect-handler
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Meridian.Streaming.Http;

public sealed record Installation(string ClientId, string ClientSecret);

public interface IInstallationVault
{
    ValueTask<Installation?> LoadAsync(CancellationToken ct);

    ValueTask SaveAsync(Installation installation, CancellationToken ct);
}

public sealed class SignInHandler(IInstallationVault vault, string statement, string deviceInfo) : DelegatingHandler
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Installation? _installation;
    private string? _bearer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var used = await GetBearerAsync(refused: null, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && request.Content is null)
        {
            response.Dispose();
            var fresh = await GetBearerAsync(refused: used, cancellationToken).ConfigureAwait(false);
            using var again = new HttpRequestMessage(request.Method, request.RequestUri);
            foreach (var header in request.Headers)
            {
                again.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            again.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fresh);
            return await base.SendAsync(again, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private async ValueTask<string> GetBearerAsync(string? refused, CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_bearer is { } current && current != refused)
            {
                return current;
            }

            // The pair outlives every token. Only a vault without one leads to a registration.
            _installation ??= await vault.LoadAsync(ct).ConfigureAwait(false) ?? await EnrollAsync(ct).ConfigureAwait(false);
            _bearer = await ExchangeAsync(_installation, ct).ConfigureAwait(false);
            return _bearer;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Installation> EnrollAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var response = await base.SendAsync(request, ct).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct).ConfigureAwait(false);
        var issued = new Installation(body.GetProperty("client_id").GetString()!, body.GetProperty("client_secret").GetString()!);
        await vault.SaveAsync(issued, ct).ConfigureAwait(false);
        return issued;
    }

    private async Task<string> ExchangeAsync(Installation installation, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = installation.ClientId,
            ["client_secret"] = installation.ClientSecret,
        });
        using var response = await base.SendAsync(request, ct).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct).ConfigureAwait(false);
        return body.GetProperty("access_token").GetString() ?? throw new InvalidOperationException("The answer has no token.");
    }
}
