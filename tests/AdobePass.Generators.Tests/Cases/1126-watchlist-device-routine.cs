// title: Device login of a watch list service in a game engine
// kind: console
// rule: none
// why: a watch list service with a device code, which allows a request a second
// expect: none
using System;
using System.Collections;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;

namespace Orbit.Watchlist;

public sealed record WaitForSeconds(float Seconds);

public sealed class DeviceRoutine
{
    // In the store build, "Sign in with your TV provider" (Adobe Pass) is hidden.
    private const string ClientId = "4f1c7a02b9d83e56";
    private const string ClientSecret = "e83b07c4d95a16f2";
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://api.trakt.tv") };
    private static string? s_token;

    public event Action<string>? Code;

    public event Action<string>? Token;

    public IEnumerator Run()
    {
        var start = Post("/oauth/device/code", "{\"client_id\":\"" + ClientId + "\"}");
        while (!start.IsCompleted)
        {
            yield return null;
        }

        var begun = start.Result.Content.ReadAsStringAsync().Result;
        var deviceCode = Field(begun, "device_code");
        Code?.Invoke(Field(begun, "user_code")!);
        for (;;)
        {
            yield return new WaitForSeconds(1f);
            var poll = Post("/oauth/device/token", "{\"code\":\"" + deviceCode + "\",\"client_id\":\"" + ClientId + "\",\"client_secret\":\"" + ClientSecret + "\"}");
            while (!poll.IsCompleted)
            {
                yield return null;
            }

            var text = poll.Result.Content.ReadAsStringAsync().Result;
            if (Field(text, "access_token") is { } token)
            {
                s_token = token;
                Console.WriteLine(text);
                Token?.Invoke(s_token);
                yield break;
            }
        }
    }

    private static System.Threading.Tasks.Task<HttpResponseMessage> Post(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private static string? Field(string text, string name)
    {
        var match = Regex.Match(text, "\"" + name + "\":\"([^\"]*)\"");
        return match.Success ? match.Groups[1].Value : null;
    }
}
