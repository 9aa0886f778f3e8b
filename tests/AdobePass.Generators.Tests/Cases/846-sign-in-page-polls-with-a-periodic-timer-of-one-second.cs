// title: Sign-in page polls with a periodic timer of one second
// kind: library
// twin: 848-five-seconds-between-the-requests-for-the-code-half-a-second-for-the-download-job.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Willow.SignIn;

public sealed class SignInPage(HttpClient http, Func<CancellationToken, ValueTask<string>> bearer)
{
    public string State { get; private set; } = "idle";

    public async Task<string?> WaitForViewerAsync(string code, DateTimeOffset notAfter, CancellationToken ct)
    {
        State = "waiting";
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); // expect: AP4001#a
        while (DateTimeOffset.UtcNow < notAfter && await timer.WaitForNextTickAsync(ct)) // expect: AP4001#a
        {
            if (await AskAsync(code, ct) is { Count: > 0 } profiles) // expect: AP4001#a
            {
                State = "signed in";
                foreach (var (mvpd, _) in profiles)
                {
                    return mvpd;
                }
            }
        }

        State = "expired";
        return null;
    }

    private async Task<JsonObject?> AskAsync(string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/WILLOW/profiles/code/{code}");
        request.Headers.Authorization = new("Bearer", await bearer(ct));
        using var response = await http.SendAsync(request, ct); // expect: AP4001#a
        return (await response.Content.ReadFromJsonAsync<JsonNode>(ct))?["profiles"] as JsonObject;
    }
}
