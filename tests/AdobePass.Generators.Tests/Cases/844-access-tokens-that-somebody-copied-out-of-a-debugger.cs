// title: Access tokens that somebody copied out of a debugger
// kind: library
// twin: 845-secrets-from-outside-placeholders-and-a-constant-key-of-an-image-service.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Amber.Tools;

public static class Pinned
{
    public static readonly AccessToken Current = new("r8Nf3cXq71VbZy5Ku2Ht0Ew9"); // expect: AP3004
}

public sealed class PinnedCalls : IDisposable
{
    private readonly HttpClient _http;

    public PinnedCalls(string deviceInfo, string fingerprint)
    {
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth-staging.adobe.com/api/v2/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "m2Ls6Dg9Rt4Pa1Xo8Jv3Qe7C"); // expect: AP3004
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
    }

    public Task<string> ProfilesAsync(string channel, CancellationToken ct) => _http.GetStringAsync($"{channel}/profiles", ct);

    public Task<string> ProfileAsync(string channel, string mvpd, CancellationToken ct) => _http.GetStringAsync($"{channel}/profiles/{mvpd}", ct);

    public void Dispose() => _http.Dispose();
}
