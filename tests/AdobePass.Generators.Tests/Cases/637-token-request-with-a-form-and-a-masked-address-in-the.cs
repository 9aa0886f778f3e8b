// title: token request with a form, and a masked address in the log
// kind: console
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Token;

internal static class Program
{
    private const string Endpoint = "https://sp.auth.adobe.com/o/client/token";

    private static async Task Main(string[] args)
    {
        var pair = await File.ReadAllLinesAsync(args[0]);
        Console.WriteLine($"POST {Endpoint}?client_id={pair[0]}&client_secret=***");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint + "?trace=" + Guid.NewGuid().ToString("N"));
        request.Headers.Add("X-Device-Info", pair[2]);
        var fields = new SortedDictionary<string, string> { { "client_id", pair[0] }, { "client_secret", pair[1] } };
        fields["grant_type"] = "client_credentials";
        request.Content = new FormUrlEncodedContent(fields);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        await File.WriteAllTextAsync(args[1], json.RootElement.GetProperty("access_token").GetString());
    }
}
