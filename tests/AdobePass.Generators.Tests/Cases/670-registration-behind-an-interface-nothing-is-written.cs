// title: registration behind an interface, nothing is written
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Once;

internal interface IRegistrar
{
    Task<(string Id, string Secret)> RegisterAsync(string statement);
}

internal sealed class DcrRegistrar(HttpClient http, string info) : IRegistrar
{
    public async Task<(string Id, string Secret)> RegisterAsync(string statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1001#a
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var response = await http.SendAsync(request); // expect: AP1001#a
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1001#a
        return (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var info = await File.ReadAllTextAsync("info");
        using var http = new HttpClient();
        IRegistrar registrar = new DcrRegistrar(http, info);
        var (id, secret) = await registrar.RegisterAsync(await File.ReadAllTextAsync("statement")); // expect: AP1001#a
        Console.WriteLine("client " + id);

        using var grant = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        grant.Headers.Add("X-Device-Info", info);
        grant.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
        });
        using var granted = await http.SendAsync(grant);
        var token = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();

        using var profiles = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
        profiles.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        profiles.Headers.Add("AP-Device-Identifier", await File.ReadAllTextAsync("device"));
        profiles.Headers.Add("X-Device-Info", info);
        using var response = await http.SendAsync(profiles);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
    }
}
