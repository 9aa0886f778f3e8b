// title: asks before it signs out
// kind: console
// expect: none
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pico.Play;

internal static class Program
{
    private const string Root = "https://sp.auth.adobe.com/api/v2/PICO/";
    private static readonly HttpClient Http = new();

    private static async Task Main(string[] args)
    {
        using var request = Message(HttpMethod.Post, "decisions/authorize/" + args[0]);
        request.Content = JsonContent.Create(new { resources = new[] { args[1] } });
        using var response = await Http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        var decision = json.GetProperty("decisions").EnumerateArray().FirstOrDefault(item => item.GetProperty("resource").GetString() == args[1]);
        if (decision.ValueKind == JsonValueKind.Object && decision.GetProperty("authorized").GetBoolean())
        {
            Console.WriteLine("playing");
        }
        else
        {
            Console.WriteLine("Not in your package. Sign out and use another provider? (y/n)");
            if (Console.ReadKey().Key == ConsoleKey.Y)
            {
                using var leave = Message(HttpMethod.Get, $"logout/{args[0]}?redirectUrl=pico%3A%2F%2Fhome");
                using var left = await Http.SendAsync(leave);
                Console.WriteLine((int)left.StatusCode);
            }
        }
    }

    private static HttpRequestMessage Message(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, Root + path);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("token"));
        message.Headers.Add("AP-Device-Identifier", File.ReadAllText("device"));
        message.Headers.Add("X-Device-Info", File.ReadAllText("info"));
        return message;
    }
}
