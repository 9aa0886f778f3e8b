// title: message handler that fetches a token for every call
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Grid.Remote;

internal sealed class BearerHandler(string id, string secret, string info) : DelegatingHandler(new HttpClientHandler())
{
    private readonly HttpClient _plain = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await FetchAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string?> FetchAsync(CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#a
        message.Headers.Add("X-Device-Info", info);
        message.Content = new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", id),
            new("client_secret", secret),
        });
        using var reply = await _plain.SendAsync(message, cancellationToken); // expect: AP1004#a
        using var json = await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken); // expect: AP1004#a
        return json.RootElement.GetProperty("access_token").GetString(); // expect: AP1004#a
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var lines = await File.ReadAllLinesAsync("/var/lib/grid/pair");
        var info = Convert.ToBase64String(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync("/var/lib/grid/device.json")));
        using var http = new HttpClient(new BearerHandler(lines[0], lines[1], info));
        while (Console.ReadLine() is { Length: > 0 } mvpd)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{args[0]}/profiles/{mvpd}");
            request.Headers.Add("X-Device-Info", info);
            request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(lines[2])));
            using var response = await http.SendAsync(request);
            Console.WriteLine($"{mvpd}: {(int)response.StatusCode}");
        }
    }
}
