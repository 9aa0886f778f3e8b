// title: 401 of another service leads to another registration
// kind: console
// expect: none
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Flow.Account;

internal static class Program
{
    private static readonly HttpClient Http = new();

    private static async Task Main(string[] args)
    {
        using var account = await Http.GetAsync("https://account.flow.example/me");
        if (account.StatusCode == HttpStatusCode.Unauthorized)
        {
            using var joined = await Http.PostAsJsonAsync("https://account.flow.example/register", new { mail = args[0] });
            joined.EnsureSuccessStatusCode();
        }

        if (!File.Exists("client.json"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
            request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info"));
            request.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync("statement") });
            using var response = await Http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await using var file = File.Create("client.json");
            await (await response.Content.ReadAsStreamAsync()).CopyToAsync(file);
        }
    }
}
