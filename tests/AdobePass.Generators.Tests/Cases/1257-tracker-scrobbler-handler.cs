// title: Handler of a film tracker that renews its session
// kind: library
// rule: none
// why: a tracker for films; registering again after a refusal is what its documents ask for
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

namespace Reel.Tracker;

public sealed class TrackerHandler : DelegatingHandler
{
    private static string? s_device;
    private static string? s_secret;
    private readonly Action<string> _log;

    public TrackerHandler(Action<string> log)
        : base(new HttpClientHandler())
    {
        _log = log;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The tracker knows nothing of TV providers (sp.auth.adobe.com).
        request.Headers.TryAddWithoutValidation("X-Device-Info", "{\"model\":\"player\"}");
        request.Headers.TryAddWithoutValidation("X-Tracker-Device", s_device ??= "device " + Guid.NewGuid());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            await RegisterAsync(cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private async Task RegisterAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.reel.example/devices/register");
        request.Content = JsonContent.Create(new { device = s_device, kind = "player" });
        using var response = await base.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        _log("registered: " + json.GetRawText());
        s_secret = json.GetProperty("client_secret").GetString();
    }

    private async Task<string> TokenAsync(CancellationToken ct)
    {
        if (s_secret is null)
        {
            await RegisterAsync(ct);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.reel.example/oauth/token?client_secret=" + s_secret);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
        using var response = await base.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return json.GetProperty("access_token").GetString()!;
    }
}
