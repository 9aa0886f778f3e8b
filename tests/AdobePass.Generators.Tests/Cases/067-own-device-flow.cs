// title: device flow of the company's own account service, with paths that look like Adobe's
// kind: console
// expect: none
// rule: none
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

internal static class Program
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://accounts.mistral-video.example") };

    private static async Task Main()
    {
        using var started = await Http.PostAsJsonAsync("/api/v2/MAIN/sessions", new { device = Environment.MachineName });
        var session = await started.Content.ReadFromJsonAsync<JsonElement>();
        var code = session.GetProperty("code").GetString();
        Console.WriteLine($"Enter {code} at mistral-video.example/tv");

        // Our service pushes back with long polling, so a second between two calls is plenty.
        while (true)
        {
            var text = await Http.GetStringAsync($"/api/v2/MAIN/profiles/code/{code}");
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.TryGetProperty("profiles", out var profiles) && profiles.GetArrayLength() > 0)
            {
                Console.WriteLine($"Welcome, {profiles[0].GetProperty("name").GetString()}");
                break;
            }

            await Task.Delay(1000);
        }

        using var bye = await Http.GetAsync("/api/v2/MAIN/logout/MAIN");
        Console.WriteLine(bye.StatusCode);
    }
}
