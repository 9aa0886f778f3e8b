// title: Message handler answers a 401 with a new registration
// kind: library
// twin: 811-same-handler-a-401-leads-to-a-token-only-invalid-client-to-a-registration.cs
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Quay.Http;

public interface IKeychain
{
    Task<(string Id, string Secret)?> ReadAsync(CancellationToken ct);

    Task WriteAsync(string id, string secret, CancellationToken ct);
}

public sealed class PassHandler(HttpClient dcr, IKeychain keychain, string statement, string deviceInfo) : DelegatingHandler
{
    private string? _bearer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _bearer ??= await BearerAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        await RegisterAsync(cancellationToken); // expect: AP1002#a
        _bearer = await BearerAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<(string Id, string Secret)> RegisterAsync(CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register")
        {
            Content = JsonContent.Create(new { software_statement = statement }),
            Headers = { { "X-Device-Info", deviceInfo } },
        };
        using var response = await dcr.SendAsync(message, ct); // expect: AP1002#a
        var json = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        var pair = (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
        await keychain.WriteAsync(pair.Item1, pair.Item2, ct);
        return pair;
    }

    private async Task<string> BearerAsync(CancellationToken ct)
    {
        var (id, secret) = await keychain.ReadAsync(ct) ?? await RegisterAsync(ct);
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
            }),
            Headers = { { "X-Device-Info", deviceInfo } },
        };
        using var response = await dcr.SendAsync(message, ct);
        var json = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        return json.GetProperty("access_token").GetString()!;
    }
}
