// title: registration tool that says little
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Enroll;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", args[0]);
        request.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync(args[1]) });
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode is not (200 or 201))
        {
            throw new InvalidOperationException("The registration was refused: " + text);
        }

        await File.WriteAllTextAsync(args[2], text);
        using var json = JsonDocument.Parse(text);
        var id = json.RootElement.GetProperty("client_id").GetString();
        var secret = json.RootElement.GetProperty("client_secret").GetString()!;
        Console.WriteLine($"client {id}, secret of {secret.Length} characters, mark {Mark(secret)}, status {(int)response.StatusCode}");
        return 0;
    }

    private static string Mark(string value) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..8];
}
