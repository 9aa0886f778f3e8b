// title: hosted service that checks logins of many viewers with one client
// kind: server
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Nimbus.Night;

public interface IViewers
{
    IAsyncEnumerable<(string Mvpd, string Info, string Address)> AllAsync(CancellationToken cancellationToken);

    ValueTask<string> TokenAsync(string mvpd, CancellationToken cancellationToken);
}

public sealed class NightlyCheck : BackgroundService
{
    private readonly HttpClient _pass;
    private readonly IViewers _viewers;

    public NightlyCheck(HttpClient pass, IViewers viewers, IConfiguration configuration)
    {
        _viewers = viewers;
        _pass = pass;
        _pass.DefaultRequestHeaders.Add("AP-Device-Identifier", configuration["Pass:Device"]); // expect: AP2008
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (mvpd, info, address) in _viewers.AllAsync(stoppingToken))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/CHAN1/profiles/{mvpd}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _viewers.TokenAsync(mvpd, stoppingToken));
            request.Headers.Add("X-Device-Info", info);
            request.Headers.Add("X-Forwarded-For", address);
            using var response = await _pass.SendAsync(request, stoppingToken);
            Console.WriteLine($"{mvpd} {(int)response.StatusCode}");
        }
    }
}
