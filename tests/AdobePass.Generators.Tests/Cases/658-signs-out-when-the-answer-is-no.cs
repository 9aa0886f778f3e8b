// title: signs out when the answer is no
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Pico.Play;

internal sealed class Verdict
{
    public string Resource { get; set; } = "";

    public bool Authorized { get; set; }
}

internal sealed class Verdicts
{
    public List<Verdict> Decisions { get; set; } = [];
}

internal sealed class PlayButton(string token, string device, string info)
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/PICO/") };

    public async Task PressAsync(string mvpd, string resource)
    {
        using var request = Message(HttpMethod.Post, "decisions/authorize/" + mvpd);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _http.SendAsync(request);
        var verdicts = await response.Content.ReadFromJsonAsync<Verdicts>();
        var allowed = verdicts!.Decisions.Any(decision => decision.Resource == resource && decision.Authorized);
        if (allowed)
        {
            Console.WriteLine("playing " + resource);
            return;
        }

        await SignOutAsync(mvpd); // expect: AP4007
    }

    private async Task SignOutAsync(string mvpd)
    {
        using var request = Message(HttpMethod.Get, $"logout/{mvpd}?redirectUrl=pico%3A%2F%2Fhome");
        using var response = await _http.SendAsync(request);
        Console.WriteLine("Please sign in again. " + (int)response.StatusCode);
    }

    private HttpRequestMessage Message(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, path);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.Add("AP-Device-Identifier", device);
        message.Headers.Add("X-Device-Info", info);
        return message;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        await new PlayButton(File.ReadAllText("token"), File.ReadAllText("device"), File.ReadAllText("info")).PressAsync(args[0], args[1]);
    }
}
