// title: Controller keeps the media token of each asset in a static dictionary
// kind: server
// rule: AP4009
// needs: aspnet
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
[Route("play")]
public class PlayController : ControllerBase
{
    private static readonly ConcurrentDictionary<(string Viewer, string Asset), string> Tickets = new();

    private readonly IHttpClientFactory _clients;
    private readonly IPassTokens _tokens;

    public PlayController(IHttpClientFactory clients, IPassTokens tokens)
    {
        _clients = clients;
        _tokens = tokens;
    }

    [HttpPost("{mvpd}/{asset}")]
    public async Task<IActionResult> Start(string mvpd, string asset, CancellationToken ct)
    {
        var viewer = Request.Headers["AP-Device-Identifier"].ToString();
        if (Tickets.TryGetValue((viewer, asset), out var ticket))
        {
            return Ok(new { ticket });
        }

        var path = $"https://sp.auth.adobe.com/api/v2/HARBOR/decisions/authorize/{Uri.EscapeDataString(mvpd)}";
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
        var decision = document.RootElement.GetProperty("decisions").EnumerateArray()
            .FirstOrDefault(d => d.GetProperty("resource").GetString() == asset);
        if (decision.ValueKind == JsonValueKind.Undefined || !decision.GetProperty("authorized").GetBoolean())
        {
            return StatusCode(403);
        }

        ticket = decision.GetProperty("token").GetProperty("serializedToken").GetString()!;
        Tickets[(viewer, asset)] = ticket; // expect: AP4009
        return Ok(new { ticket });
    }

    private async Task StampAsync(HttpRequestMessage message, string viewer, CancellationToken ct)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.ForDeviceAsync(viewer, ct));
        message.Headers.TryAddWithoutValidation("AP-Device-Identifier", viewer);
        message.Headers.TryAddWithoutValidation("X-Device-Info", Request.Headers["X-Device-Info"].ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", HttpContext.Connection.RemoteIpAddress?.ToString());
    }
}
