// title: Start page with one list of providers per shelf and a promotional pass
// kind: library
// rule: AP2007
// why: the configuration takes no service token, the preauthorization no identity of a temporary pass; the list is the same for each shelf
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Plover.Home;

public sealed record Viewer(string Bearer, string Identifier, string Information, string ServiceToken, string PromoHash);

public sealed class Shelf(string title)
{
    public string Title => title;

    public IReadOnlyList<string> Providers { get; set; } = [];

    public ISet<string> Open { get; } = new HashSet<string>();
}

public sealed class HomePage(HttpClient client, string brand)
{
    private readonly Uri _root = new("https://sp.auth.adobe.com/api/v2/");

    public async Task FillAsync(Viewer viewer, IEnumerable<Shelf> shelves, CancellationToken ct)
    {
        using var each = shelves.GetEnumerator();
        while (each.MoveNext()) // expect: AP4006
        {
            each.Current.Providers = await ProvidersAsync(viewer, ct);
        }
    }

    public async Task MarkAsync(Viewer viewer, string promo, Shelf shelf, string[] assets, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, $"{brand}/decisions/preauthorize/{promo}"));
        Sign(request, viewer);
        request.Headers.Add("AP-TempPass-Identity", viewer.PromoHash); // expect: AP2007
        request.Content = JsonContent.Create(new { resources = assets });
        using var response = await client.SendAsync(request, ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        shelf.Open.UnionWith(
            from row in body.GetProperty("decisions").EnumerateArray()
            where row.GetProperty("authorized").GetBoolean()
            select row.GetProperty("resource").GetString()!);
    }

    private async Task<string[]> ProvidersAsync(Viewer viewer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_root, brand + "/configuration"));
        Sign(request, viewer);
        request.Headers.Add("AD-Service-Token", viewer.ServiceToken); // expect: AP2007
        using var response = await client.SendAsync(request, ct);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return [.. body.GetProperty("requestor").GetProperty("mvpds").EnumerateArray().Select(m => m.GetProperty("id").GetString()!)];
    }

    private static void Sign(HttpRequestMessage request, Viewer viewer)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", viewer.Bearer);
        request.Headers.Add("AP-Device-Identifier", viewer.Identifier);
        request.Headers.Add("X-Device-Info", viewer.Information);
    }
}
