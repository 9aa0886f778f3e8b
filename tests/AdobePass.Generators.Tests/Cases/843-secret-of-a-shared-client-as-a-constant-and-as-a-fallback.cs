// title: Secret of a shared client as a constant and as a fallback
// kind: library
// twin: 845-secrets-from-outside-placeholders-and-a-constant-key-of-an-image-service.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using AdobePass;

namespace Amber.Migration;

public static class KnownPairs
{
    private const string KioskId = "9d1c7a40-kiosk";
    private const string KioskKey = "pV4x9Qz2Lr7Tn0Bw"; // expect: AP3003#a

    public static ClientCredentials Kiosk { get; } = new(KioskId, new ClientSecret(KioskKey), ["api:client:v2"]); // expect: AP3003#a
}

public sealed class AmberTokens(HttpClient http, Func<string, string?> setting, string deviceInfo)
{
    private string? _token;
    private DateTimeOffset _end;

    public async Task<string> TokenAsync()
    {
        if (_token is not null && DateTimeOffset.UtcNow < _end)
        {
            return _token;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = setting("pass.id") ?? "9d1c7a40-box",
            ["client_secret"] = setting("pass.key") ?? "Kd83mW1yHs6Gf5Jc", // expect: AP3003
        });
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        _end = DateTimeOffset.UtcNow.AddSeconds(json.GetProperty("expires_in").GetInt64() - 60);
        return _token = json.GetProperty("access_token").GetString()!;
    }
}
