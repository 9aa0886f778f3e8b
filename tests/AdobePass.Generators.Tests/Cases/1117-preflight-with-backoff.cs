// title: Preflight helper with a back-off of its own
// kind: console
// rule: AP4004
// why: the second try comes after a quarter of a second; the device is named, but not described
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Marlin.Catalogue;

public static class Preflight
{
    private const int MaxTries = 4;
    private const int PauseMilliseconds = 250;
    private static readonly HttpClient Http = new();

    public static async Task<ISet<string>> FilterAsync(string mvpd, string serial, string bearer, IEnumerable<string> resources)
    {
        var payload = JsonSerializer.Serialize(new { resources });
        using var response = await SendAsync(Build, 1);
        response.EnsureSuccessStatusCode();
        var permitted = new HashSet<string>();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach (var decision in json.RootElement.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("authorized").GetBoolean())
            {
                permitted.Add(decision.GetProperty("resource").GetString()!);
            }
        }

        return permitted;

        HttpRequestMessage Build()
        {
            var uri = new UriBuilder("https", "sp.auth.adobe.com") { Path = $"/api/v2/MARLIN/decisions/preauthorize/{mvpd}" }.Uri;
            var request = new HttpRequestMessage(HttpMethod.Post, uri) // expect: AP2001
            {
                Content = new StringContent(payload, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Authorization", "Bearer " + bearer);
            request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
            return request;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> build, int attempt)
    {
        var response = await Http.SendAsync(build());
        if ((int)response.StatusCode == 429 && attempt < MaxTries) // expect: AP4004
        {
            response.Dispose();
            await Task.Delay(PauseMilliseconds);
            return await SendAsync(build, attempt + 1);
        }

        return response;
    }
}
