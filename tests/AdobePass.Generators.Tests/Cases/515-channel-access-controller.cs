// title: Controller that asks for the access of a viewer
// kind: server
// needs: aspnet
// rule: AP1004
// why: each request of a viewer takes a token of its own
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Meridian.Gateway.Controllers;

public sealed record Installation(string Id, string ClientId, string ClientSecret, string DeviceInfo);

public interface IInstallations
{
    Task<Installation?> FindAsync(string id, CancellationToken ct);
}

[ApiController]
[Route("channels/{channel}")]
public sealed class ChannelAccessController : ControllerBase
{
    private const string Pass = "https://sp.auth.adobe.com";

    private readonly IHttpClientFactory _clients;
    private readonly IInstallations _installations;
    private readonly ILogger<ChannelAccessController> _log;

    public ChannelAccessController(IHttpClientFactory clients, IInstallations installations, ILogger<ChannelAccessController> log)
    {
        _clients = clients;
        _installations = installations;
        _log = log;
    }

    [HttpGet("profiles/{mvpd}")]
    public async Task<IActionResult> Profiles(string channel, string mvpd, [FromHeader(Name = "X-Installation")] string installationId, CancellationToken ct)
    {
        var installation = await _installations.FindAsync(installationId, ct);
        if (installation is null)
        {
            return NotFound();
        }

        var viewer = HttpContext.Connection.RemoteIpAddress?.ToString();
        var http = _clients.CreateClient("pass");

        using var login = new HttpRequestMessage(HttpMethod.Post, Pass + "/o/client/token"); // expect: AP1004#a
        login.Headers.Add("X-Device-Info", installation.DeviceInfo);
        login.Headers.Add("X-Forwarded-For", viewer);
        login.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = installation.ClientId,
            ["client_secret"] = installation.ClientSecret,
        });
        using var loggedIn = await http.SendAsync(login, ct); // expect: AP1004#a
        if (!loggedIn.IsSuccessStatusCode)
        {
            _log.LogWarning("Login of {Installation} failed with {Status}", installation.Id, (int)loggedIn.StatusCode);
            return StatusCode(StatusCodes.Status502BadGateway);
        }

        var token = await loggedIn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct); // expect: AP1004#a

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Pass}/api/v2/{channel}/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        request.Headers.Add("X-Device-Info", installation.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(installation.Id)));
        request.Headers.Add("X-Forwarded-For", viewer);
        using var response = await http.SendAsync(request, ct);
        return Content(await response.Content.ReadAsStringAsync(ct), "application/json");
    }
}
