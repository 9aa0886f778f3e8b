// title: kept in a field and read first
// kind: console
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Flow.Remember;

internal sealed class Caller(string[] pair)
{
    private readonly HttpClient _http = new();
    private Task<string>? _token;

    public async Task<int> PreauthorizeAsync(string mvpd, string[] resources)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/FLOW/decisions/preauthorize/" + mvpd);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await (_token ??= FetchAsync()));
        request.Headers.Add("AP-Device-Identifier", pair[2]);
        request.Headers.Add("X-Device-Info", pair[3]);
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request);
        if ((int)response.StatusCode == 401)
        {
            _token = null;
        }

        return (int)response.StatusCode;
    }

    private async Task<string> FetchAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", pair[3]);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = pair[0], ["client_secret"] = pair[1],
        });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return json.GetProperty("access_token").GetString()!;
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
