// title: identifier and bodies from constants that are right
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pico.Lab;

internal static class Program
{
    private const string LabDevice = "fingerprint OGQxZjJjM2UtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDBhYmNk";

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var info = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"model":"Lab","version":"1","osName":"Linux","osVersion":"6.1","connectionType":"LAN","primaryHardwareType":"SetTopBox"}"""));
        using var register = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth-staging.adobe.com/o/client/register");
        register.Headers.Add("X-Device-Info", info);
        register.Content = new StringContent(JsonSerializer.Serialize(new { software_statement = File.ReadAllText(args[0]) }), Encoding.UTF8, MediaTypeNames.Application.Json);
        using var registered = await http.SendAsync(register);
        await File.WriteAllTextAsync("lab-client.json", await registered.Content.ReadAsStringAsync());

        using var profiles = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth-staging.adobe.com/api/v2/LAB/profiles");
        profiles.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(args[1]));
        profiles.Headers.Add("AP-Device-Identifier", LabDevice);
        profiles.Headers.Add("X-Device-Info", info);
        using var response = await http.SendAsync(profiles);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
    }
}
