// title: Extension method authorizes a request with a token of its own
// kind: library
// twin: 814-signer-behind-a-semaphore-that-keeps-its-token-until-shortly-before-the-end.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Fern.Pass;

public sealed record ClientPair(string ClientId, string ClientSecret);

public sealed record DeviceHeaders(string Info, string Fingerprint)
{
    public void AddTo(HttpRequestHeaders headers)
    {
        headers.Add("X-Device-Info", Info);
        headers.Add("AP-Device-Identifier", Fingerprint);
    }
}

internal sealed class TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }
}

public static class PassRequests
{
    private const string Root = "https://sp.auth.adobe.com";

    public static async Task<string> GetProfileTextAsync(
        this HttpClient http, ClientPair pair, DeviceHeaders device, string channel, string mvpd, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/api/v2/{channel}/profiles/{mvpd}");
        device.AddTo(request.Headers);
        await request.SignAsync(http, pair, device, ct); // expect: AP1004#a
        using var response = await http.SendAsync(request, ct);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
    }

    private static async Task SignAsync(this HttpRequestMessage request, HttpClient http, ClientPair pair, DeviceHeaders device, CancellationToken ct)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"{Root}/o/client/token"); // expect: AP1004#a
        ask.Headers.Add("X-Device-Info", device.Info);
        ask.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = pair.ClientId,
            ["client_secret"] = pair.ClientSecret,
            ["grant_type"] = "client_credentials",
        });
        using var answer = await http.SendAsync(ask, ct); // expect: AP1004#a
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>(ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);
    }
}
