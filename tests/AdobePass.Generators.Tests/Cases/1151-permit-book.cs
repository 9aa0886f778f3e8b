// title: Desktop player that keeps its permits in a book
// kind: console
// rule: AP4009
// why: a permit is for one playback; after a refusal for too many requests the next one follows at once
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Cobalt.Desktop;

public sealed class Permit
{
    public required string Token { get; init; }

    public DateTime Since { get; } = DateTime.Now;
}

public static class PermitBook
{
    private static readonly Dictionary<(string Mvpd, string Resource), Permit> Permits = new();
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/COBALT/") };

    public static void Configure(string identifier, string information, string bearer)
    {
        var headers = Http.DefaultRequestHeaders;
        headers.Clear();
        headers.Add("AP-Device-Identifier", identifier);
        headers.Add("X-Device-Info", information);
        headers.Add("Authorization", "Bearer " + bearer);
    }

    public static async Task<Permit?> OpenAsync(string mvpd, string resource)
    {
        if (Permits.TryGetValue((mvpd, resource), out var permit))
        {
            return permit;
        }

        var body = new StringContent(JsonSerializer.Serialize(new { resources = new[] { resource } }), Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync("decisions/authorize/" + mvpd, body);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach (var decision in json.RootElement.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").GetString() == resource && decision.TryGetProperty("token", out var token))
            {
                permit = new Permit { Token = token.GetProperty("serializedToken").GetString()! };
                Permits[(mvpd, resource)] = permit; // expect: AP4009
            }
        }

        return permit;
    }

    public static async Task<bool> IsSignedInAsync(string mvpd)
    {
        while (true) // expect: AP4004#w
        {
            using var response = await Http.GetAsync("profiles/" + mvpd);
            switch ((int)response.StatusCode) // expect: AP4004#w
            {
                case 200:
                    return (await response.Content.ReadAsStringAsync()).Contains(mvpd, StringComparison.Ordinal);
                case 429:
                    continue;
                default:
                    return false;
            }
        }
    }
}
