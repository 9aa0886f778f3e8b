// title: controller whose named client adds the viewer's address in a handler
// kind: server
// needs: aspnet
// expect: none
// rule: AP2003
// twin: 024-play-controller.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddHttpContextAccessor();
builder.Services.AddTransient<ViewerAddressHandler>();
builder.Services.AddHttpClient("pass", client => client.BaseAddress = new Uri("https://sp.auth.adobe.com"))
    .AddHttpMessageHandler<ViewerAddressHandler>();
var app = builder.Build();
app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
app.MapControllers();
app.Run();

public interface IBearerPool
{
    Task<string> ForDeviceAsync(string deviceId, CancellationToken ct);
}

public sealed class ViewerAddressHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext?.Connection.RemoteIpAddress is { } address)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.MapToIPv4().ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
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
        string deviceId = Request.Headers["X-Streamer-Device"].ToString();
        var http = _clients.CreateClient("pass");
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/{channel}/decisions/authorize/{mvpd}");
        message.Content = JsonContent.Create(new { resources = new[] { resource } });
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearers.ForDeviceAsync(deviceId, ct));
        message.Headers.Add("AP-Device-Identifier", $"fingerprint {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(deviceId))}");
        message.Headers.Add("X-Device-Info", Request.Headers["X-Streamer-Info"].ToString());

        using var answer = await http.SendAsync(message, ct);
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
}
