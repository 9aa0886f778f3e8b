// title: controller calls Adobe without the viewer's address, or with one fixed address
// kind: server
// needs: aspnet
// rule: AP2003
// twin: 025-play-controller-forwarded.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddHttpClient();
var app = builder.Build();
app.MapControllers();
app.Run();

public interface IBearerPool
{
    Task<string> ForDeviceAsync(string deviceId, CancellationToken ct);
}

internal static class Egress
{
    // Our NAT gateway; Adobe has it on the allow list.
    public static readonly string PublicAddress = "198.51.100.17";
}

[ApiController]
[Route("play")]
public sealed class PlayController : ControllerBase
{
    private readonly IHttpClientFactory _clients;
    private readonly IBearerPool _bearers;

    public PlayController(IHttpClientFactory clients, IBearerPool bearers) => (_clients, _bearers) = (clients, bearers);

    [HttpPost("{channel}/{mvpd}/{resource}")]
    public async Task<IActionResult> Play(string channel, string mvpd, string resource, CancellationToken ct)
    {
        var http = _clients.CreateClient();
        var message = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/authorize/{mvpd}"); // expect: AP2003#a
        message.Content = JsonContent.Create(new { resources = new[] { resource } });
        await DescribeAsync(message, ct);

        using var answer = await http.SendAsync(message, ct); // expect: AP2003#a
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        foreach (var row in body.GetProperty("decisions").EnumerateArray())
        {
            if (row.GetProperty("resource").GetString() == resource && row.GetProperty("authorized").GetBoolean())
            {
                return Ok(row.GetProperty("token").GetProperty("serializedToken").GetString());
            }
        }

        return StatusCode(403);
    }

    [HttpPost("{channel}/{mvpd}/shelf")]
    public async Task<IActionResult> Shelf(string channel, string mvpd, [FromBody] string[] resources, CancellationToken ct)
    {
        var http = _clients.CreateClient();
        var message = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/preauthorize/{mvpd}")
        {
            Content = JsonContent.Create(new { resources }),
        };
        await DescribeAsync(message, ct);
        message.Headers.Add("X-Forwarded-For", Egress.PublicAddress); // expect: AP2009
        using var answer = await http.SendAsync(message, ct);
        return Content(await answer.Content.ReadAsStringAsync(ct), "application/json");
    }

    private async Task DescribeAsync(HttpRequestMessage message, CancellationToken ct)
    {
        string deviceId = Request.Headers["X-Streamer-Device"].ToString();
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearers.ForDeviceAsync(deviceId, ct));
        message.Headers.Add("AP-Device-Identifier", $"fingerprint {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(deviceId))}");
        message.Headers.Add("X-Device-Info", Request.Headers["X-Streamer-Info"].ToString());
    }
}
