// title: Providers once per five minutes; a denial shows a message and asks before it signs out
// kind: library
// twin: 855-a-denied-resource-ends-the-session-of-the-viewer.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Juniper.Tv;

public sealed record Fault(string Code, string Message);

public sealed record Decision(string Resource, bool Authorized, Fault? Error);

public sealed record Decisions([property: JsonPropertyName("decisions")] IReadOnlyList<Decision> Items);

public interface IScreen
{
    void Show(string text);

    Task<bool> AskAsync(string question);
}

public sealed class JuniperPlayer(HttpClient http, Func<Task<string>> bearer, string deviceInfo, string fingerprint, IScreen screen)
{
    private const string Channel = "https://sp.auth.adobe.com/api/v2/JUNIPER/";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task<bool> PlayAsync(string mvpd, string resource)
    {
        var decisions = await SendAsync<Decisions>(HttpMethod.Post, $"decisions/authorize/{mvpd}", new { resources = new[] { resource } });
        var decision = decisions.Items.FirstOrDefault(item => item.Resource == resource);
        if (decision is { Authorized: true })
        {
            return true;
        }

        screen.Show(decision?.Error?.Message ?? "This title is not part of your package.");
        if (await screen.AskAsync("Sign in with another provider?"))
        {
            await SendAsync<JsonElement>(HttpMethod.Get, $"logout/{mvpd}?redirectUrl=juniper%3A%2F%2Fout", null);
        }

        return false;
    }

    public async Task KeepProvidersAsync(Action<JsonElement> show, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            show(await SendAsync<JsonElement>(HttpMethod.Get, "configuration", null));
            await Task.Delay(TimeSpan.FromMinutes(5), ct);
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, Channel + path);
        request.Headers.Authorization = new("Bearer", await bearer());
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<T>(Web))!;
    }
}
