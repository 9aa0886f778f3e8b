// title: Same handler, a 401 leads to a token, only invalid_client to a registration
// kind: library
// twin: 809-message-handler-answers-a-401-with-a-new-registration.cs
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
        _bearer = await BearerAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<(string Id, string Secret)> RegisterAsync(CancellationToken ct)
    {
        var json = await PostAsync("register", JsonContent.Create(new { software_statement = statement }), ct);
        var pair = (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
        await keychain.WriteAsync(pair.Item1, pair.Item2, ct);
        return pair;
    }

    private async Task<string> BearerAsync(CancellationToken ct)
    {
        var (id, secret) = await keychain.ReadAsync(ct) ?? await RegisterAsync(ct);
        var json = await PostAsync("token", Form(id, secret), ct);
        if (json.TryGetProperty("error", out var error) && error.ValueEquals("invalid_client"))
        {
            (id, secret) = await RegisterAsync(ct);
            json = await PostAsync("token", Form(id, secret), ct);
        }

        return json.GetProperty("access_token").GetString()!;

        static FormUrlEncodedContent Form(string id, string secret) => new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
        });
    }

    private async Task<JsonElement> PostAsync(string operation, HttpContent content, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + operation) { Content = content };
        message.Headers.Add("X-Device-Info", deviceInfo);
        using var response = await dcr.SendAsync(message, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
