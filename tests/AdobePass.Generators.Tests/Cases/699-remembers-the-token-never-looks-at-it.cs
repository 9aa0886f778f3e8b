// title: remembers the token, never looks at it
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Flow.Forget;

internal sealed class Caller(string[] pair)
{
    private readonly HttpClient _http = new();
    private string? _token;

    public async Task<int> PreauthorizeAsync(string mvpd, string[] resources)
    {
        await RefreshAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/FLOW/decisions/preauthorize/" + mvpd);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add("AP-Device-Identifier", pair[2]);
        request.Headers.Add("X-Device-Info", pair[3]);
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task RefreshAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#a
        request.Headers.Add("X-Device-Info", pair[3]);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = pair[0], ["client_secret"] = pair[1],
        });
        using var response = await _http.SendAsync(request); // expect: AP1004#a
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1004#a
        _token = json.GetProperty("access_token").GetString(); // expect: AP1004#a
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var caller = new Caller(await File.ReadAllLinesAsync("pair"));
        while (Console.ReadLine() is { Length: > 0 } page)
        {
            Console.WriteLine(await caller.PreauthorizeAsync(args[0], page.Split(' ')));
        }
    }
}
