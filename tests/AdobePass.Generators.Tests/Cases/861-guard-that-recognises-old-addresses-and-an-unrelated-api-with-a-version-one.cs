// title: Guard that recognises old addresses, and an unrelated API with a version one
// kind: library
// needs: aspnet
// why: the old addresses are compared, mentioned in a text or belong to another company
// twin: 859-half-migrated-service-decisions-of-the-old-api-profiles-of-the-new-one.cs
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Spruce.Service;

public sealed class OldAddressGuard(ILogger<OldAddressGuard> log) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri?.ToString() ?? "";
        if (url.StartsWith("https://api.auth.adobe.com/api/v1/", StringComparison.OrdinalIgnoreCase)
            || url.Contains("/adobe-services/authenticate", StringComparison.Ordinal))
        {
            log.LogWarning("{Url} is no longer called: https://api.auth.adobe.com/api/v1/ ends in 2026", url);
            throw new NotSupportedException("Use https://sp.auth.adobe.com/api/v2/ instead of https://api.auth.adobe.com/api/v1/ in this app.");
        }

        return base.SendAsync(request, cancellationToken);
    }
}

public sealed class Profiles(HttpClient client, Func<string> bearer, string deviceInfo, string fingerprint)
{
    public async Task<string> ReadAsync(string mvpd, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/SPRUCE/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        using var response = await client.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public Task<string> PreferencesAsync(string user, CancellationToken ct) =>
        client.GetStringAsync($"https://api.spruce.example/api/v1/authorize?user={Uri.EscapeDataString(user)}", ct);

    [Obsolete("Replaced by ReadAsync; it called https://api.auth.adobe.com/api/v1/checkauthn before.")]
    public Task<string> CheckAsync(string mvpd) => ReadAsync(mvpd, CancellationToken.None);
}
