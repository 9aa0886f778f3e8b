// title: A denied resource ends the session of the viewer
// kind: library
// twin: 856-providers-once-per-five-minutes-a-denial-shows-a-message-and-asks-before-it-signs-out.cs
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Juniper.Tv;

public sealed record Decision(string Resource, bool Authorized);

public sealed record Decisions([property: JsonPropertyName("decisions")] IReadOnlyList<Decision> Items);

public sealed class JuniperPlayer(HttpClient http, Func<Task<string>> bearer, string deviceInfo, string fingerprint)
{
    private const string Channel = "https://sp.auth.adobe.com/api/v2/JUNIPER/";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public event Action<string>? Started;

    public async Task PlayAsync(string mvpd, string resource)
    {
        var decisions = await SendAsync<Decisions>(HttpMethod.Post, $"decisions/authorize/{mvpd}", new { resources = new[] { resource } });
        var decision = decisions.Items.FirstOrDefault(item => item.Resource == resource);
        if (decision is null)
        {
            return;
        }

        if (decision.Authorized)
        {
            Started?.Invoke(resource);
        }
        else
        {
            await SendAsync<JsonElement>(HttpMethod.Get, $"logout/{mvpd}?redirectUrl=juniper%3A%2F%2Fout", null); // expect: AP4007
        }
    }

    public async Task<bool> CheckAsync(string mvpd, string resource)
    {
        var json = await SendAsync<JsonElement>(HttpMethod.Post, $"decisions/authorize/{mvpd}", new { resources = new[] { resource } });
        foreach (var decision in json.GetProperty("decisions").EnumerateArray())
        {
            if (!decision.GetProperty("authorized").GetBoolean())
            {
                await SignOutAsync(mvpd); // expect: AP4007
                return false;
            }
        }

        return true;
    }

    private Task<JsonElement> SignOutAsync(string mvpd) =>
        SendAsync<JsonElement>(HttpMethod.Get, $"logout/{mvpd}?redirectUrl=juniper%3A%2F%2Fout", null);

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
