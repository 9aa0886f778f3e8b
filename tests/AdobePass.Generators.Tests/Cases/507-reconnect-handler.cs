// title: Message handler that signs the application in
// kind: library
// rule: AP1002
// why: a refused token needs a new token; here the device is registered again and its viewer is signed out
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
    private static readonly Uri Registration = new("https://sp.auth.adobe.com/o/client/register");
    private static readonly Uri TokenEndpoint = new("https://sp.auth.adobe.com/o/client/token");

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Installation? _installation;
    private string? _bearer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _installation ??= await vault.LoadAsync(cancellationToken).ConfigureAwait(false)
                ?? await EnrollAsync(cancellationToken).ConfigureAwait(false);
            _bearer ??= await ExchangeAsync(_installation, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        // The session is over: start from scratch and send the call again.
        response.Dispose();
        _installation = await EnrollAsync(cancellationToken).ConfigureAwait(false); // expect: AP1002
        _bearer = await ExchangeAsync(_installation, cancellationToken).ConfigureAwait(false);
        using var again = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                again.Headers.TryAddWithoutValidation(name, values);
            }
        }

        again.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        return await base.SendAsync(again, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Installation> EnrollAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Registration);
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
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenEndpoint);
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
        return body.GetProperty("access_token").GetString()!;
    }
}
