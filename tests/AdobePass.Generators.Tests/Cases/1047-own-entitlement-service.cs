// title: Client of an entitlement service of our own whose paths look like Adobe's
// kind: library
// rule: none
// why: the host is ours and wants the description as plain JSON; it tells us to ask until it knows
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Weasel.Rights;

/// <summary>Replaces Adobe Pass (sp.auth.adobe.com) for subscribers who pay us directly.</summary>
public sealed class DirectRights(HttpClient http)
{
    private const string Service = "k3Jq9sVb2Xw8Zr5Tn1Lc7Hd4";

    public async Task<string> TicketAsync(string customer, string asset)
    {
        while (true)
        {
            using var request = Describe(new HttpRequestMessage(HttpMethod.Post, $"https://rights.weasel.example/api/v2/WEASEL/decisions/authorize/{customer}"));
            request.Content = JsonContent.Create(new { resources = new[] { asset } });
            using var response = await http.SendAsync(request);
            if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            foreach (var decision in body.GetProperty("decisions").EnumerateArray())
            {
                if (decision.GetProperty("authorized").GetBoolean())
                {
                    return decision.GetProperty("token").GetProperty("serializedToken").GetString()!;
                }

                await SignOutAsync(customer);
            }
        }
    }

    public async Task<string?> PairAsync(string code)
    {
        JsonElement? profile = null;
        while (profile is null)
        {
            using var request = Describe(new HttpRequestMessage(HttpMethod.Get, $"https://rights.weasel.example/api/v2/WEASEL/profiles/code/{code}"));
            using var response = await http.SendAsync(request);
            profile = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : null;
            await Task.Delay(500);
        }

        return profile.Value.GetProperty("customer").GetString();
    }

    private async Task SignOutAsync(string customer)
    {
        using var request = Describe(new HttpRequestMessage(HttpMethod.Get, $"https://rights.weasel.example/api/v2/WEASEL/logout/{customer}"));
        using var response = await http.SendAsync(request);
    }

    private static HttpRequestMessage Describe(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Service);
        request.Headers.TryAddWithoutValidation("X-Device-Info", "{\"kind\":\"tv\",\"build\":\"77\"}");
        request.Headers.TryAddWithoutValidation("X-Session", Guid.NewGuid().ToString("N"));
        return request;
    }
}
