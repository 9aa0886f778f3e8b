// title: forwards the viewer's address, other constants beside it
// kind: server
// expect: none
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Nimbus.Edge.Controllers;

[ApiController]
[Route("providers")]
public sealed class ProvidersController(IHttpClientFactory factory) : ControllerBase
{
    private static readonly IPAddress[] Proxies = [IPAddress.Parse("203.0.113.40"), IPAddress.Parse("203.0.113.41")];

    [HttpGet("{channel}")]
    public async Task<IActionResult> GetAsync(string channel)
    {
        var http = factory.CreateClient("pass");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Request.Headers.Authorization.ToString());
        request.Headers.Add("X-Forwarded-For", Viewer());
        using var response = await http.SendAsync(request);

        using var count = new HttpRequestMessage(HttpMethod.Post, "https://stats.nimbus.example/count");
        count.Headers.Add("X-Forwarded-For", "203.0.113.40");
        using var counted = await http.SendAsync(count);
        return Content(await response.Content.ReadAsStringAsync(), "application/json");
    }

    private string Viewer()
    {
        var chain = Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return chain.LastOrDefault(entry => IPAddress.TryParse(entry, out var address) && !Proxies.Contains(address))
            ?? HttpContext.Connection.RemoteIpAddress!.ToString();
    }
}
