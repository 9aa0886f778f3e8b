// title: Typed client that authorizes and logs out
// kind: server
// rule: AP2002, AP4007
// why: the logout names no device; and a denial of one channel says nothing about the login
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Meridian.Gateway.Sessions;

public sealed record Seat(string DeviceId, string DeviceInfo, IPAddress Address, string Bearer);

public sealed record Verdict(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized);

public sealed record Verdicts([property: JsonPropertyName("decisions")] Verdict[] Items);

public sealed class FarewellClient
{
    private readonly HttpClient _http;

    public FarewellClient(HttpClient http)
    {
        _http = http;
        _http.BaseAddress = new Uri("https://sp.auth.adobe.com/");
    }

    public async Task<bool> OpenAsync(Seat seat, string mvpd, string resource, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v2/MERI/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seat.Bearer);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(seat.DeviceId)));
        request.Headers.Add("X-Device-Info", seat.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", seat.Address.ToString());
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _http.SendAsync(request, ct);
        var verdicts = await response.Content.ReadFromJsonAsync<Verdicts>(cancellationToken: ct);
        var verdict = Array.Find(verdicts!.Items, v => v.Resource == resource);
        if (verdict is null)
        {
            return false;
        }

        if (!verdict.Authorized)
        {
            // Seen in March: stale profiles. A fresh login helps.
            await LeaveAsync(seat, mvpd, ct); // expect: AP4007#a
        }

        return verdict.Authorized;
    }

    public async Task LeaveAsync(Seat seat, string mvpd, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v2/MERI/logout/{mvpd}?redirectUrl={Uri.EscapeDataString("https://meridian.example/bye")}"); // expect: AP2002#b
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seat.Bearer);
        request.Headers.Add("X-Device-Info", seat.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", seat.Address.ToString());
        using var response = await _http.SendAsync(request, ct); // expect: AP2002#b
        response.EnsureSuccessStatusCode();
    }
}
