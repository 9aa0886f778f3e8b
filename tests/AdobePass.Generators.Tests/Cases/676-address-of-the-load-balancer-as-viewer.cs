// title: address of the load balancer as viewer
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Nimbus.Edge.Controllers;

[ApiController]
[Route("sessions")]
public sealed class SessionsController : ControllerBase
{
    private static readonly HttpClient Http = new();

    private static string Origin { get; } = "203.0.113.40";

    [HttpGet("{code}")]
    public async Task<IActionResult> ReadAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/sessions/" + code); // expect: AP2003#b
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Request.Headers.Authorization.ToString());
        using var response = await Http.SendAsync(request); // expect: AP2003#b
        return Content(await response.Content.ReadAsStringAsync(), "application/json");
    }

    [HttpGet("{code}/profiles")]
    public async Task<IActionResult> ProfilesAsync(string code)
    {
        using var request = Forwarded(new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code));
        using var response = await Http.SendAsync(request);
        return Content(await response.Content.ReadAsStringAsync(), "application/json");
    }

    private HttpRequestMessage Forwarded(HttpRequestMessage request)
    {
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Request.Headers.Authorization.ToString());
        request.Headers.Add("X-Forwarded-For", Origin); // expect: AP2009
        return request;
    }
}
