// title: Controller action requests a token for each page of the catalogue
// kind: server
// needs: aspnet
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Vale.Api.Controllers;

public interface IDevicePairs
{
    ValueTask<(string Id, string Secret)> GetAsync(string fingerprint, CancellationToken ct);
}

[ApiController]
[Route("catalogue")]
public sealed class CatalogueController(IHttpClientFactory factory, IDevicePairs pairs) : ControllerBase
{
    [HttpGet("{mvpd}")]
    public async Task<ActionResult<string[]>> Get(string mvpd, [FromQuery] string[] titles, CancellationToken ct)
    {
        var http = factory.CreateClient();
        var info = Request.Headers["X-Device-Info"].ToString();
        var fingerprint = Request.Headers["AP-Device-Identifier"].ToString();
        var address = HttpContext.Connection.RemoteIpAddress!.ToString();
        var (id, secret) = await pairs.GetAsync(fingerprint, ct);

        using var ask = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#a
        ask.Headers.Add("X-Device-Info", info);
        ask.Headers.Add("X-Forwarded-For", address);
        ask.Content = new FormUrlEncodedContent(new[]
        {
            KeyValuePair.Create("grant_type", "client_credentials"),
            KeyValuePair.Create("client_id", id),
            KeyValuePair.Create("client_secret", secret),
        });
        using var answer = await http.SendAsync(ask, ct); // expect: AP1004#a
        if (!answer.IsSuccessStatusCode)
        {
            return StatusCode(502);
        }

        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("access_token").GetString();
        using var check = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/VALE/decisions/preauthorize/{mvpd}");
        check.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        check.Headers.Add("X-Device-Info", info);
        check.Headers.Add("AP-Device-Identifier", fingerprint);
        check.Headers.Add("X-Forwarded-For", address);
        check.Content = JsonContent.Create(new { resources = titles.Take(5) });
        using var decided = await http.SendAsync(check, ct);
        var decisions = (await decided.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("decisions");
        return decisions.EnumerateArray()
            .Where(decision => decision.GetProperty("authorized").GetBoolean())
            .Select(decision => decision.GetProperty("resource").GetString()!)
            .ToArray();
    }
}
