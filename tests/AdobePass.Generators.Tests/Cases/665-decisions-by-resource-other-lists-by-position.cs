// title: decisions by resource, other lists by position
// kind: library
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Kanal.Decide;

public sealed record Decision(string Resource, bool Authorized);

public sealed record DecisionList(IReadOnlyList<Decision> Decisions, IReadOnlyList<string> Warnings);

public sealed class Decider(HttpClient http)
{
    public async Task<bool> MayPlayAsync(string channel, string mvpd, string resource, string token, string device, string info)
    {
        var mirrors = new[] { "https://sp.auth.adobe.com", "https://sp-prequal.auth.adobe.com" };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{mirrors[0]}/api/v2/{channel}/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        var list = (await response.Content.ReadFromJsonAsync<DecisionList>())!;
        if (list.Warnings is { Count: > 0 })
        {
            Console.Error.WriteLine(list.Warnings[0]);
        }

        return list.Decisions.FirstOrDefault(decision => decision.Resource == resource)?.Authorized ?? false;
    }

    public static string Only(DecisionList list) => list.Decisions is [var only] ? only.Resource : "";

    public static IEnumerable<string> Permitted(DecisionList list)
    {
        for (var i = 0; i < list.Decisions.Count; i++)
        {
            if (list.Decisions[i].Authorized)
            {
                yield return list.Decisions[i].Resource;
            }
        }
    }
}
