// title: Every viewer comes from the address of the office
// kind: server
// needs: aspnet
// twin: 840-the-address-belongs-to-the-viewer-the-constant-one-goes-to-a-geolocation-probe.cs
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
    private const string OfficeAddress = "198.51.100.24"; // expect: AP2009#a

    public async Task<string> AuthorizeAsync(HttpContext viewer, string bearer, string mvpd, string resource, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/BASALT/decisions/authorize/{mvpd}");
        AddViewer(request, viewer, bearer);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public async Task<string> ByCodeAsync(string bearer, string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/BASALT/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Forwarded-For", "203.0.113.80"); // expect: AP2009
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    private static void AddViewer(HttpRequestMessage request, HttpContext viewer, string bearer)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.TryAddWithoutValidation("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", OfficeAddress); // expect: AP2009#a
    }
}
