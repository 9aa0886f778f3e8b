// title: Controller that asks for the access of a viewer, one token per installation and lifetime
// kind: server
// needs: aspnet
// rule: AP1004
// twin: 515-channel-access-controller
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;

namespace Meridian.Gateway.Controllers;

public sealed record Installation(string Id, string ClientId, string ClientSecret, string DeviceInfo);

public interface IInstallations
{
    Task<Installation?> FindAsync(string id, CancellationToken ct);
}

[ApiController]
[Route("channels/{channel}")]
public sealed class ChannelAccessController(IHttpClientFactory clients, IInstallations installations, IMemoryCache cache) : ControllerBase
{
    private const string Pass = "https://sp.auth.adobe.com";

    [HttpGet("profiles/{mvpd}")]
    public async Task<IActionResult> Profiles(string channel, string mvpd, [FromHeader(Name = "X-Installation")] string installationId, CancellationToken ct)
    {
        var installation = await installations.FindAsync(installationId, ct);
        if (installation is null)
        {
            return NotFound();
        }

        var viewer = HttpContext.Connection.RemoteIpAddress?.ToString();
        var http = clients.CreateClient("pass");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Pass}/api/v2/{channel}/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(http, installation, viewer, ct));
        request.Headers.Add("X-Device-Info", installation.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(installation.Id)));
        request.Headers.Add("X-Forwarded-For", viewer);
        using var response = await http.SendAsync(request, ct);
        return Content(await response.Content.ReadAsStringAsync(ct), "application/json");
    }

    private async Task<string> BearerAsync(HttpClient http, Installation installation, string? viewer, CancellationToken ct)
    {
        var key = (nameof(ChannelAccessController), installation.ClientId);
        if (cache.TryGetValue(key, out string? bearer) && bearer is not null)
        {
            return bearer;
        }

        using var login = new HttpRequestMessage(HttpMethod.Post, Pass + "/o/client/token");
        login.Headers.Add("X-Device-Info", installation.DeviceInfo);
        login.Headers.Add("X-Forwarded-For", viewer);
        login.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = installation.ClientId,
            ["client_secret"] = installation.ClientSecret,
        });
        using var loggedIn = await http.SendAsync(login, ct);
        loggedIn.EnsureSuccessStatusCode();
        var token = await loggedIn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        using var entry = cache.CreateEntry(key);
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(token.GetProperty("expires_in").GetInt64()) - TimeSpan.FromMinutes(1);
        bearer = token.GetProperty("access_token").GetString()!;
        entry.Value = bearer;
        return bearer;
    }
}
