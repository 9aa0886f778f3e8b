// title: push gateway with constant addresses and a random device identifier per message
// kind: server
// needs: aspnet
// expect: none
// rule: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(Channel.CreateUnbounded<PushMessage>());
builder.Services.AddHostedService<PushGateway>();
var app = builder.Build();
app.MapPost("/push", async (PushMessage message, Channel<PushMessage> queue) => await queue.Writer.WriteAsync(message));
app.Run();

internal sealed record PushMessage(string Topic, string Text);

internal sealed class PushGateway(Channel<PushMessage> queue, ILogger<PushGateway> log) : BackgroundService
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://push.breeze.example") };

    static PushGateway() => Http.DefaultRequestHeaders.Add("X-Device-Info", "push-gateway;linux");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in queue.Reader.ReadAllAsync(stoppingToken))
        {
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/topics/{message.Topic}/messages");
                request.Headers.Add("X-Forwarded-For", "203.0.113.9");
                request.Headers.Add("Device-Identifier", $"run {Guid.NewGuid():N}");
                request.Content = JsonContent.Create(message);
                using var response = await Http.SendAsync(request, stoppingToken);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    continue;
                }

                log.LogInformation("{Topic}: {Status}", message.Topic, (int)response.StatusCode);
                break;
            }
        }
    }
}
