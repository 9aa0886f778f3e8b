// title: Proxy with which the support team reads the profile of a subscriber
// kind: server
// rule: AP2005
// needs: aspnet
// why: "device" is no type of identifier, and the service learns neither what the device is nor where it is
using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Thistle.Support;

public interface ISupportTokens
{
    ValueTask<string> CurrentAsync(string subscriberDevice, CancellationToken cancellationToken);
}

public sealed record ProfileQuery(string Brand, string Mvpd, string Device);

[Authorize(Roles = "support")]
[Route("support/[controller]")]
public sealed class ProfilesController(HttpClient http, ISupportTokens tokens) : Controller
{
    [HttpGet("{brand}/{mvpd}/{device}")]
    public async Task<IActionResult> Get(string brand, string mvpd, string device, CancellationToken cancellationToken)
    {
        var query = new ProfileQuery(brand, mvpd, device);
        using var request = await BuildAsync(query, cancellationToken);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => Content(await response.Content.ReadAsStringAsync(cancellationToken), "application/json"),
            HttpStatusCode.Unauthorized => Problem("The token of this device has ended.", statusCode: 409),
            _ => Problem($"Adobe answered {(int)response.StatusCode}.", statusCode: 502),
        };
    }

    private async Task<HttpRequestMessage> BuildAsync(ProfileQuery query, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + query.Brand + "/profiles/" + query.Mvpd); // expect: AP2001, AP2003
        request.Headers.Add("AP-Device-Identifier", $"device {query.Device}"); // expect: AP2005
        request.Headers.Authorization = new("Bearer", await tokens.CurrentAsync(query.Device, cancellationToken));
        return request;
    }
}
