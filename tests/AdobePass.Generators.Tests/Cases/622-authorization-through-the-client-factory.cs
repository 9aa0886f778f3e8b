// title: authorization through the client factory
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Nimbus.Edge;

public sealed record PlayRequest(string Resource, string Mvpd, string Device, string Info, string Token);

public sealed class PlayService
{
    private readonly IHttpClientFactory _factory;

    public PlayService(IHttpClientFactory factory)
    {
        _factory = factory;
    }

    public async Task<string> PlayAsync(PlayRequest play, CancellationToken cancellationToken)
    {
        var http = _factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/{play.Mvpd}"); // expect: AP2003#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", play.Token);
        request.Headers.Add("AP-Device-Identifier", play.Device);
        request.Headers.Add("X-Device-Info", play.Info);
        request.Content = JsonContent.Create(new { resources = new[] { play.Resource } });
        using var response = await http.SendAsync(request, cancellationToken); // expect: AP2003#a
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient();
        builder.Services.AddTransient<PlayService>();
        var app = builder.Build();
        app.MapPost("/play", (PlayRequest play, PlayService service, CancellationToken cancellationToken) => service.PlayAsync(play, cancellationToken));
        app.MapGet("/health", () => Results.Ok(DateTime.UtcNow));
        app.Run();
    }
}
