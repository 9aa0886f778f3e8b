// title: first decision wins
// kind: library
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Decide;

public sealed record Decision(string Resource, bool Authorized);

public sealed record DecisionList(IReadOnlyList<Decision> Decisions);

public sealed class Decider(HttpClient http)
{
    public async Task<bool> MayPlayAsync(HttpRequestMessage prepared, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(prepared, cancellationToken);
        var list = await response.Content.ReadFromJsonAsync<DecisionList>(cancellationToken);
        return list!.Decisions.First().Authorized; // expect: AP4012
    }

    public async Task<string?> MediaTokenAsync(string channel, string mvpd, string resource, string token, string device, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/authorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        var node = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        return node?["decisions"]?[0]?["token"]?["serializedToken"]?.GetValue<string>(); // expect: AP4012
    }
}
