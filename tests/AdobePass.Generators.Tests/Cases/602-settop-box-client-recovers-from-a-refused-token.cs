// title: settop box client, recovers from a refused token
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Launcher;

internal static class Program
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
    private static readonly string Folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "launcher");
    private static string? _token;

    private static async Task Main(string[] args)
    {
        Directory.CreateDirectory(Folder);
        for (var round = 0; round < 2; round++)
        {
            try
            {
                _token ??= await TokenAsync();
                Console.WriteLine(await ProfilesAsync(args[0], args[1]));
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Unauthorized)
            {
                Console.Error.WriteLine("token refused, starting over");
                await EnrollAsync(args[1]); // expect: AP1002
                _token = null;
            }
        }
    }

    private static async Task EnrollAsync(string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "o/client/register");
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync("/etc/launcher/statement.txt") });
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await File.WriteAllTextAsync(Path.Combine(Folder, "client.json"), await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> TokenAsync()
    {
        using var stored = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "client.json")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "o/client/token");
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync(Path.Combine(Folder, "info.txt")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", stored.RootElement.GetProperty("client_id").GetString()! },
            { "client_secret", stored.RootElement.GetProperty("client_secret").GetString()! },
        });
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("access_token").GetString()!;
    }

    private static async Task<string> ProfilesAsync(string device, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/CHAN1/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
