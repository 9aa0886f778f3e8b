// title: Limited input sign-in of a video upload tool
// kind: library
// rule: none
// why: a device flow of a search company; the secret of such clients is public there
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Uploader.SignIn;

public sealed class LimitedInputSignIn
{
    private const string DeviceEndpoint = "https://oauth2.googleapis.com/device/code";
    private const string TokenEndpoint = "https://oauth2.googleapis.com/token";

    // Installed apps cannot keep a secret; unlike with sp.auth.adobe.com it is no credential of a device.
    private const string ClientSecret = "q7Lw2-Zr90aBvNkT5eXcY8pU";
    private readonly HttpClient _http = new();
    private readonly string _clientId;

    public LimitedInputSignIn(string clientId) => _clientId = clientId;

    public string? RefreshToken { get; private set; }

    public async Task<string> SignInAsync(Action<string, string> show)
    {
        using var started = await _http.PostAsync(DeviceEndpoint, Form(("client_id", _clientId), ("scope", "https://www.googleapis.com/auth/youtube.upload")));
        var device = await started.Content.ReadFromJsonAsync<JsonElement>();
        show(device.GetProperty("user_code").GetString()!, device.GetProperty("verification_url").GetString()!);
        var pause = TimeSpan.FromSeconds(1);
        for (; ; )
        {
            await Task.Delay(pause);
            using var answer = await _http.PostAsync(TokenEndpoint, Form(
                ("client_id", _clientId),
                ("client_secret", ClientSecret),
                ("device_code", device.GetProperty("device_code").GetString()!),
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code")));
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (json.TryGetProperty("access_token", out var token))
            {
                RefreshToken = json.GetProperty("refresh_token").GetString();
                return token.GetString()!;
            }

            if (json.GetProperty("error").GetString() == "slow_down")
            {
                pause += TimeSpan.FromSeconds(1);
            }
        }
    }

    private static FormUrlEncodedContent Form(params (string Key, string Value)[] fields)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in fields)
        {
            pairs.Add(new(key, value));
        }

        return new FormUrlEncodedContent(pairs);
    }
}
