// title: Application on a stick whose only client carries the headers of the stick
// kind: console
// rule: AP2008
// twin: gateway-clients
// why: a client project; there is one device
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

internal static class Stick
{
    private static readonly HttpClient Shared = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

    private static async Task<int> Main(string[] args)
    {
        if (args is not [var settings, var brand, var provider, var asset])
        {
            Console.Error.WriteLine("stick <settings> <brand> <provider> <asset>");
            return 64;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, _) => stop.Cancel();
        var device = JsonSerializer.Deserialize<Device>(await File.ReadAllTextAsync(settings, stop.Token))!;
        Configure(device);
        return await AuthorizeAsync(brand, provider, asset, stop.Token) ? 0 : 1;
    }

    private static void Configure(Device device)
    {
        var headers = Shared.DefaultRequestHeaders;
        headers.Authorization = new AuthenticationHeaderValue("Bearer", device.Bearer);
        foreach (var (name, value) in new[] { ("AP-Device-Identifier", device.Identifier), ("X-Device-Info", device.Information) })
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<bool> AuthorizeAsync(string brand, string provider, string asset, CancellationToken ct)
    {
        using var response = await Shared.PostAsJsonAsync($"/api/v2/{brand}/decisions/authorize/{provider}", new { resources = new[] { asset } }, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        foreach (var row in body.GetProperty("decisions").EnumerateArray())
        {
            if (row.GetProperty("resource").ValueEquals(asset))
            {
                return row.GetProperty("authorized").GetBoolean();
            }
        }

        return false;
    }

    private sealed record Device(string Bearer, string Identifier, string Information);
}
