// title: The address belongs to the viewer; the constant one goes to a geolocation probe
// kind: server
// needs: aspnet
// twin: 839-every-viewer-comes-from-the-address-of-the-office.cs
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Basalt.Gateway;

public sealed class DecisionGateway(HttpClient http)
{
    private const string ProbeAddress = "198.51.100.24";

    public async Task<string> AuthorizeAsync(HttpContext viewer, string bearer, string mvpd, string resource, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/BASALT/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.TryAddWithoutValidation("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress?.MapToIPv4().ToString());
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public async Task<bool> GeolocationWorksAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://geo.basalt.example/v2/country");
        request.Headers.Add("X-Forwarded-For", ProbeAddress);
        using var response = await http.SendAsync(request, ct);
        return response.IsSuccessStatusCode;
    }
}
