// title: provider list every ten seconds
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Nimbus.Lists;

public interface IBearer
{
    ValueTask<string> GetAsync(CancellationToken cancellationToken);
}

public sealed class ListWorker(IBearer bearer, string viewerAddress) : BackgroundService
{
    private readonly HttpClient _http = new();

    public string List { get; private set; } = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested) // expect: AP4006#a
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration"); // expect: AP4006#a
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer.GetAsync(stoppingToken));
            request.Headers.Add("X-Forwarded-For", viewerAddress);
            using var response = await _http.SendAsync(request, stoppingToken); // expect: AP4006#a
            if (response.IsSuccessStatusCode)
            {
                List = await response.Content.ReadAsStringAsync(stoppingToken);
            }

            await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken);
        }
    }
}
