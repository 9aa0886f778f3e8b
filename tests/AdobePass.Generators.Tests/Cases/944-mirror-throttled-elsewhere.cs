// title: Mirror of repositories that retries at once after a 429 of a code host
// kind: console
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Mirror;

public static class Program
{
    public static async Task Main(string[] args)
    {
        using var cts = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            cts.Cancel();
        };

        using var http = new HttpClient { BaseAddress = new Uri("https://gitlab.example.org/api/v4/") };
        http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", Environment.GetEnvironmentVariable("GITLAB_TOKEN"));
        await foreach (var name in ProjectsAsync(http, args[0], cts.Token))
        {
            Console.WriteLine(name);
        }
    }

    private static async IAsyncEnumerable<string> ProjectsAsync(HttpClient http, string group, [EnumeratorCancellation] CancellationToken ct)
    {
        var page = 1;
        while (true)
        {
            using var response = await http.GetAsync($"groups/{group}/projects?per_page=100&page={page}", ct);
            if (response.StatusCode is HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            if (response.StatusCode is HttpStatusCode.Unauthorized)
            {
                await RegisterAsync(http, ct);
                continue;
            }

            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            var count = 0;
            foreach (var project in json.RootElement.EnumerateArray())
            {
                count++;
                yield return project.GetProperty("path_with_namespace").GetString()!;
            }

            if (count < 100)
            {
                yield break;
            }

            page++;
        }
    }

    private static async Task RegisterAsync(HttpClient http, CancellationToken ct)
    {
        using var response = await http.PostAsync("runners/register?token=" + Environment.GetEnvironmentVariable("RUNNER_TOKEN"), null, ct);
        response.EnsureSuccessStatusCode();
        Console.Error.WriteLine("registered: " + await response.Content.ReadAsStringAsync(ct));
    }
}
