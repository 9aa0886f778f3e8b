// title: worker with a shared client, viewer headers on the request
// kind: server
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nimbus.Worker;

public sealed record SignOutJob(string Channel, string Mvpd, string Device, string Info, string Address, string Token);

public sealed class SignOutWorker : BackgroundService
{
    private readonly ChannelReader<SignOutJob> _jobs;
    private readonly ILogger<SignOutWorker> _logger;
    private readonly HttpClient _http;

    public SignOutWorker(Channel<SignOutJob> jobs, ILogger<SignOutWorker> logger)
    {
        _jobs = jobs.Reader;
        _logger = logger;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("nimbus-worker/1.2");
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _jobs.ReadAllAsync(stoppingToken))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v2/{job.Channel}/logout/{job.Mvpd}?redirectUrl=https%3A%2F%2Fnimbus.example");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", job.Token);
            request.Headers.Add("AP-Device-Identifier", job.Device);
            request.Headers.Add("X-Device-Info", job.Info);
            request.Headers.Add("X-Forwarded-For", job.Address);
            using var response = await _http.SendAsync(request, stoppingToken);
            _logger.LogInformation("logout of {Mvpd}: {Status}", job.Mvpd, (int)response.StatusCode);
        }
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(Channel.CreateBounded<SignOutJob>(100));
        builder.Services.AddHostedService<SignOutWorker>();
        builder.Build().Run();
    }
}
