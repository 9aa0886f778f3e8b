// title: static pair of a desktop program
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace DeskTv.Start;

internal static class Pass
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };
    private static string? _id; // expect: AP1003#a
    private static string? _secret; // expect: AP1003#a
    private static string? _bearer;

    public static async Task<string> BearerAsync(string info)
    {
        if (_bearer is not null)
        {
            return _bearer;
        }

        if (_id is null || _secret is null)
        {
            using var register = new HttpRequestMessage(HttpMethod.Post, "/o/client/register"); // expect: AP1003#a
            register.Headers.Add("X-Device-Info", info);
            register.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync("statement.jwt") });
            using var answer = await Http.SendAsync(register); // expect: AP1003#a
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1003#a
            _id = json.GetProperty("client_id").GetString(); // expect: AP1003#a
            _secret = json.GetProperty("client_secret").GetString(); // expect: AP1003#a
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = _id!, ["client_secret"] = _secret!,
        });
        using var response = await Http.SendAsync(request);
        return _bearer = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public static async Task<string> ProfilesAsync(string info, string device)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/DESKTV/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(info));
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

internal static class Program
{
    private static async Task Main(string[] args) => Console.WriteLine(await Pass.ProfilesAsync(args[0], args[1]));
}
