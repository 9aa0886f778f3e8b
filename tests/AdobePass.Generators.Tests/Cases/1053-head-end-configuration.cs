// title: Sign in a lobby that reads the configuration of the hotel's head-end
// kind: console
// rule: none
// twin: lobby-sign
// why: the head-end has an /api/v1/config and an /api/v2/…/configuration of its own and wants to be asked all the time
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;

namespace Lobby;

internal sealed class Sign
{
    private const string Channels = "https://head-end.hotel.example/api/v1/config/LOBBY";
    private const string Retired = "The list of https://api.auth.adobe.com/api/v1/config/ is not read here any more.";
    private readonly HttpClient _http = new();

    public void Run(Action<IReadOnlyList<string>> show)
    {
        for (;;)
        {
            var configuration = Fetch("https://head-end.hotel.example/api/v2/LOBBY/configuration");
            show(configuration.Logos);
            Thread.Sleep(1000);
        }
    }

    public IReadOnlyList<string> ShowOnce()
    {
        Console.Error.WriteLine(Retired);
        return Fetch(Channels).Logos;
    }

    private Configuration Fetch(string url)
    {
        HttpResponseMessage response;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Authorization = new("Bearer", "lobby-4711-q8Zt2LmX0cVb7");
            response = _http.Send(request);
        }
        while (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable);

        using (response)
        {
            return response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Configuration>().GetAwaiter().GetResult()!;
        }
    }

    private sealed record Configuration([property: JsonPropertyName("logos")] List<string> Logos);
}

internal static class Program
{
    private static void Main(string[] args)
    {
        var sign = new Sign();
        if (args.Contains("--once"))
        {
            Console.WriteLine(string.Join('\n', sign.ShowOnce()));
            return;
        }

        sign.Run(logos => Console.WriteLine(string.Join(' ', logos)));
    }
}
