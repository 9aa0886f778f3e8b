// title: Sign in a lobby that shows the logos of the providers
// kind: console
// rule: AP4006
// why: the list is fetched three times a minute for years; the preview still asks the old interface
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;

namespace Lobby;

internal sealed class Sign
{
    private const string Preview = "https://api.auth.adobe.com/api/v1/config/LOBBY"; // expect: AP4010#a, AP4014
    private readonly HttpClient _http = new();
    private readonly Func<string> _bearer;

    public Sign(Func<string> bearer) => _bearer = bearer;

    public void Run(Action<IEnumerable<Uri>> show)
    {
        var previous = "";
        for (;;) // expect: AP4006
        {
            var configuration = Fetch();
            var print = string.Join('|', configuration.Requestor.Providers.ConvertAll(p => p.Id));
            if (print != previous)
            {
                previous = print;
                show(configuration.Requestor.Providers.ConvertAll(p => p.Logo));
            }

            Thread.Sleep(20_000);
        }
    }

    public string ShowOnce()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Preview); // expect: AP4010#a
        request.Headers.Authorization = new("Bearer", _bearer());
        using var response = _http.Send(request);
        return response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
    }

    private Configuration Fetch()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/LOBBY/configuration");
        request.Headers.Authorization = new("Bearer", _bearer());
        using var response = _http.Send(request);
        return response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Configuration>().GetAwaiter().GetResult()!;
    }

    private sealed record Provider([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("logoUrl")] Uri Logo);

    private sealed record Requestor([property: JsonPropertyName("mvpds")] List<Provider> Providers);

    private sealed record Configuration([property: JsonPropertyName("requestor")] Requestor Requestor);
}

internal static class Program
{
    private static void Main(string[] args)
    {
        var sign = new Sign(() => Environment.GetEnvironmentVariable("LOBBY_BEARER") ?? "");
        if (args is ["--once"])
        {
            Console.WriteLine(sign.ShowOnce());
            return;
        }

        sign.Run(logos =>
        {
            foreach (var logo in logos)
            {
                Console.WriteLine(logo);
            }
        });
    }
}
