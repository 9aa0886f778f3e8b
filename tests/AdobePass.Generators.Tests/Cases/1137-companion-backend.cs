// title: Back end of a companion app with one client for everything
// kind: server
// rule: AP2009
// needs: aspnet
// why: the server describes itself, in plain JSON, and forwards its own address
using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Alder.Companion;

public static class PassHttp
{
    private const string Info = "{\"model\":\"companion\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6.1\",\"connectionType\":\"LAN\"}";

    public static readonly string Egress = "203.0.113.77";

    public static HttpClient Client { get; } = Create();

    private static HttpClient Create()
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30) })
        {
            BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/ALDER/"),
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Device-Info", Info); // expect: AP2008, AP2004
        return client;
    }
}

[ApiController]
[Route("companion")]
public sealed class CompanionController : ControllerBase
{
    [HttpGet("profiles")]
    public async Task<IActionResult> ProfilesAsync([FromHeader(Name = "Phone-Id")] string phone, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "profiles");
        Prepare(request);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(phone)));
        using var response = await PassHttp.Client.SendAsync(request, ct);
        return Content(await response.Content.ReadAsStringAsync(ct), "application/json");
    }

    [HttpGet("providers")]
    public async Task<IActionResult> ProvidersAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "configuration");
        Prepare(request);
        using var response = await PassHttp.Client.SendAsync(request, ct);
        return response.IsSuccessStatusCode
            ? Content(await response.Content.ReadAsStringAsync(ct), "application/json")
            : StatusCode(StatusCodes.Status502BadGateway);
    }

    private void Prepare(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Authorization", Request.Headers.Authorization.ToString());
        request.Headers.Add("X-Forwarded-For", PassHttp.Egress); // expect: AP2009
    }
}
