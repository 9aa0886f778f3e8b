// title: single sign-on headers are sent to operations that take them
// kind: library
// expect: none
// rule: AP2007
// twin: 034-sso-headers-everywhere.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ember.Sso;

public sealed record Identity(
    string Bearer, string Fingerprint, string Info, string ServiceToken, string PreviewIdentity, string FrameworkStatus, string Visitor);

public sealed class SsoCalls(HttpClient http, Identity me)
{
    // The checklist wants both device headers on every call, also here.
    public async Task<string> PickerAsync(string channel, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Device-Identifier", me.Fingerprint);
        request.Headers.Add("X-Device-Info", me.Info);
        return await TextAsync(request, ct);
    }

    public async Task<string> LoginStateAsync(string channel, string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Device-Identifier", me.Fingerprint);
        request.Headers.Add("AP-Visitor-Identifier", me.Visitor);
        request.Headers.Add("AP-TempPass-Identity", me.PreviewIdentity);
        return await TextAsync(request, ct);
    }

    public async Task<string> ShelfAsync(string channel, string mvpd, IReadOnlyList<string> resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Bearer);
        request.Headers.Add("AP-Device-Identifier", me.Fingerprint);
        request.Headers.Add("X-Device-Info", me.Info);
        request.Headers.Add("AP-Partner-Framework-Status", me.FrameworkStatus);
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
        request.Headers.TryAddWithoutValidation("AD-Service-Token", me.ServiceToken);
        return await TextAsync(request, ct);
    }

    private async Task<string> TextAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
