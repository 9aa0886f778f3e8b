// title: Player insists on a decision
// kind: library
// twin: 851-three-attempts-for-errors-that-ask-for-a-retry-one-decision-for-each-item-of-the-queue.cs
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Hazel.Player;

public sealed class Gate(HttpClient http, Func<Task<string>> bearer, string deviceInfo, string fingerprint)
{
    public async Task<string> MediaTokenAsync(string mvpd, string resource)
    {
        while (true) // expect: AP4003#a
        {
            using var response = await SendAsync($"https://sp.auth.adobe.com/api/v2/HAZEL/decisions/authorize/{mvpd}", resource); // expect: AP4003#a
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            foreach (var decision in json.GetProperty("decisions").EnumerateArray())
            {
                if (decision.GetProperty("resource").ValueEquals(resource) && decision.TryGetProperty("token", out var token))
                {
                    return token.GetProperty("serializedToken").GetString()!;
                }
            }

            await Task.Delay(2000);
        }
    }

    public async Task<bool> ShowableAsync(string mvpd, string resource)
    {
        for (var attempt = 0; attempt < 12; attempt++) // expect: AP4003#b
        {
            using var response = await SendAsync($"https://sp.auth.adobe.com/api/v2/HAZEL/decisions/preauthorize/{mvpd}", resource); // expect: AP4003#b
            if (response.IsSuccessStatusCode)
            {
                var json = await response.Content.ReadFromJsonAsync<JsonElement>();
                return json.GetProperty("decisions").EnumerateArray().Any(decision => decision.GetProperty("authorized").GetBoolean());
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        return false;
    }

    private async Task<HttpResponseMessage> SendAsync(string url, string resource)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(new { resources = new[] { resource } }) };
        request.Headers.Authorization = new("Bearer", await bearer());
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        return await http.SendAsync(request);
    }
}
