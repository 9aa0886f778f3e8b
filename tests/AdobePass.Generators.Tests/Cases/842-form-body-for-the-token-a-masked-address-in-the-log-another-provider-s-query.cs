// title: Form body for the token, a masked address in the log, another provider's query
// kind: library
// needs: aspnet
// why: the partner's endpoint is not Adobe's and wants its parameters in the query
// twin: 841-token-requests-put-the-secret-into-the-address.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Slate.Tokens;

public sealed class HttpTokens(HttpClient http, string deviceInfo, ILogger<HttpTokens> log)
{
    private const string Shown = "https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_secret=***";
    private Task<JsonDocument>? _pending;

    public Task<JsonDocument> GetAsync(string id, string secret) => _pending ??= RequestAsync(id, secret);

    private async Task<JsonDocument> RequestAsync(string id, string secret)
    {
        log.LogDebug("POST {Address} for {Client}", Shown, id);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public async Task<string?> PartnerTokenAsync(string key, string secret)
    {
        using var response = await http.PostAsync(
            $"https://login.partner.example/oauth2/token?grant_type=client_credentials&client_id={key}&client_secret={Uri.EscapeDataString(secret)}", null);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
    }
}
