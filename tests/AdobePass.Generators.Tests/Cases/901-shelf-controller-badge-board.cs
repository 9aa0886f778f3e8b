// title: Controller keeps the preauthorized assets of each viewer in a static dictionary
// kind: server
// rule: AP4009
// twin: play-controller-ticket-board
// needs: aspnet
// expect: none
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Harbor.Tv.Api.Controllers;

public interface IPassTokens
{
    Task<string> ForDeviceAsync(string deviceHeader, CancellationToken ct);
}

[ApiController]
[Route("shelf")]
public class ShelfController : ControllerBase
{
    private static readonly ConcurrentDictionary<(string Viewer, string Asset), bool> Badges = new();

    private readonly IHttpClientFactory _clients;
    private readonly IPassTokens _tokens;

    public ShelfController(IHttpClientFactory clients, IPassTokens tokens)
    {
        _clients = clients;
        _tokens = tokens;
    }

    [HttpPost("{mvpd}/{asset}")]
    public async Task<IActionResult> Badge(string mvpd, string asset, CancellationToken ct)
    {
        var viewer = Request.Headers["AP-Device-Identifier"].ToString();
        if (Badges.TryGetValue((viewer, asset), out var open))
        {
            return Ok(new { open });
        }

        var path = $"https://sp.auth.adobe.com/api/v2/HARBOR/decisions/preauthorize/{Uri.EscapeDataString(mvpd)}";
        using var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(new { resources = new[] { asset } }),
        };
        await StampAsync(message, viewer, ct);

        using var answer = await _clients.CreateClient("pass").SendAsync(message, ct);
        if (!answer.IsSuccessStatusCode)
        {
            return StatusCode((int)answer.StatusCode);
        }

        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        open = document.RootElement.GetProperty("decisions").EnumerateArray()
            .Any(d => d.GetProperty("resource").GetString() == asset && d.GetProperty("authorized").GetBoolean());
        Badges[(viewer, asset)] = open;
        return Ok(new { open });
    }

    private async Task StampAsync(HttpRequestMessage message, string viewer, CancellationToken ct)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.ForDeviceAsync(viewer, ct));
        message.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer);
        message.Headers.TryAddWithoutValidation("X-Device-Info", Request.Headers["X-Device-Info"].ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", HttpContext.Connection.RemoteIpAddress?.ToString());
    }
}
