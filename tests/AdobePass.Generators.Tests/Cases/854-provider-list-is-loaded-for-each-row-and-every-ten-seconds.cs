// title: Provider list is loaded for each row and every ten seconds
// kind: console
// twin: 856-providers-once-per-five-minutes-a-denial-shows-a-message-and-asks-before-it-signs-out.cs
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Linden.Picker;

public sealed class Row(string mvpd)
{
    public string Mvpd { get; } = mvpd;

    public string Title { get; set; } = "";
}

public sealed class PickerModel(HttpClient http, Func<string> bearer)
{
    public IReadOnlyList<string> Ids { get; private set; } = [];

    public async Task FillAsync(IEnumerable<Row> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            var providers = await LoadAsync(ct); // expect: AP4006#a
            row.Title = providers
                .Where(provider => provider.GetProperty("id").ValueEquals(row.Mvpd))
                .Select(provider => provider.GetProperty("displayName").GetString())
                .FirstOrDefault() ?? row.Mvpd;
        }
    }

    public async Task KeepFreshAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var providers = await LoadAsync(ct); // expect: AP4006#b
            Ids = providers.Select(provider => provider.GetProperty("id").GetString()!).ToList();
            await Task.Delay(TimeSpan.FromSeconds(10), ct);
        }
    }

    private async Task<List<JsonElement>> LoadAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/LINDEN/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
        using var response = await http.SendAsync(request, ct);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return [.. json.GetProperty("requestor").GetProperty("mvpds").EnumerateArray()];
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var model = new PickerModel(http, () => Environment.GetEnvironmentVariable("LINDEN_BEARER") ?? "");
        var rows = args.Select(mvpd => new Row(mvpd)).ToArray();
        await model.FillAsync(rows, CancellationToken.None);
        Array.ForEach(rows, row => Console.WriteLine(row.Title));
    }
}
