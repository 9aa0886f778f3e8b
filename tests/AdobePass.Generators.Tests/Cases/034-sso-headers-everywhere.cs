// title: single sign-on headers are sent to operations that do not take them
// kind: library
// rule: AP2007
// twin: 035-sso-headers-where-listed.cs
// hard: yes
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ember.Sso;

public sealed record Identity(string Bearer, string Fingerprint, string Info, string ServiceToken, string PreviewIdentity, string FrameworkStatus);

public sealed class SsoCalls(HttpClient http, Identity me)
{
    private const string Root = "https://sp.auth.adobe.com/api/v2";

    public async Task<string> PickerAsync(string channel, CancellationToken ct)
    {
        using var request = Start(HttpMethod.Get, $"{Root}/{channel}/configuration");
        request.Headers.Add("AD-Service-Token", me.ServiceToken); // expect: AP2007
        return await TextAsync(request, ct);
    }

    public async Task<string> PickerInOneGoAsync(string channel, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Visitor-Identifier", "61742399481213849231"); // expect: AP2007
        return await TextAsync(request, ct);
    }

    public async Task<string> ShelfAsync(string channel, string mvpd, IReadOnlyList<string> resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Device-Identifier", me.Fingerprint);
        request.Headers.Add("X-Device-Info", me.Info);
        request.Headers.Add("AP-TempPass-Identity", me.PreviewIdentity); // expect: AP2007
        request.Content = JsonContent.Create(new { resources });
        return await TextAsync(request, ct);
    }

    public async Task<string> SignOutAsync(string channel, string mvpd, Uri back, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"https://sp.auth.adobe.com/api/v2/{channel}/logout/{mvpd}?redirectUrl={Uri.EscapeDataString(back.AbsoluteUri)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Device-Identifier", me.Fingerprint);
        request.Headers.Add("X-Device-Info", me.Info);
        request.Headers.TryAddWithoutValidation("AP-Partner-Framework-Status", me.FrameworkStatus); // expect: AP2007
        return await TextAsync(request, ct);
    }

    private HttpRequestMessage Start(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        return request;
    }

    private async Task<string> TextAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
