// title: Nightly report of the audience from Adobe Analytics
// kind: console
// rule: none
// why: another product of Adobe with its own identity service; nothing of Adobe Pass is called
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Northlight.Reports;

internal static class AudienceReport
{
    private const string Ims = "https://ims-na1.adobelogin.com/ims/token/v3";
    private const string Analytics = "https://analytics.adobe.io/api/northl0/reports";

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        foreach (var suite in args)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Analytics);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await LoginAsync(http));
            request.Headers.Add("x-api-key", Setting("ANALYTICS_CLIENT_ID"));
            request.Content = JsonContent.Create(new
            {
                rsid = suite,
                dimension = "variables/evar12",
                metricContainer = new { metrics = new[] { new { id = "metrics/visits" } } },
            });
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await using var file = File.Create($"{suite}-{DateTime.UtcNow:yyyyMMdd}.json");
            await response.Content.CopyToAsync(file);
        }
    }

    private static async Task<string> LoginAsync(HttpClient http)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Setting("ANALYTICS_CLIENT_ID"),
            ["client_secret"] = Setting("ANALYTICS_CLIENT_SECRET"),
            ["scope"] = "openid,AdobeID,additional_info.projectedProductContext",
        });
        using var response = await http.PostAsync(Ims, form);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var lifetime = TimeSpan.FromMilliseconds(body.GetProperty("expires_in").GetInt64() * 1000.0);
        Console.WriteLine($"analytics token for {lifetime}");
        return body.GetProperty("access_token").GetString()!;
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException(name + " is not set");
}
