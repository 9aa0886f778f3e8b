// title: Script that lists the staff of a broadcaster in its directory
// kind: console
// rule: none
// why: a directory of employees; tokens and secrets belong to another service and to the environment
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

class StaffList
{
    // People who may open the TVE Dashboard (Adobe Pass Authentication, auth.adobe.com) are in this group.
    const string Group = "5d1b7d0e-9c02-4f53-bd25-5e8a7f3c1b90";

    static async Task Main()
    {
        string tenant = Environment.GetEnvironmentVariable("TENANT")!;
        using var http = new HttpClient();
        var members = new List<string>();
        string? next = $"https://graph.microsoft.com/v1.0/groups/{Group}/members?$top=50";
        while (next != null)
        {
            var token = await FetchTokenAsync(http, tenant);
            var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var response = await http.SendAsync(request);
            if ((int)response.StatusCode == 429)
            {
                Console.Error.WriteLine("throttled");
                continue;
            }

            var page = await response.Content.ReadFromJsonAsync<JsonElement>();
            foreach (var member in page.GetProperty("value").EnumerateArray())
            {
                members.Add(member.GetProperty("displayName").GetString() ?? "?");
            }

            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        members.Sort(StringComparer.OrdinalIgnoreCase);
        members.ForEach(Console.WriteLine);
    }

    static async Task<string> FetchTokenAsync(HttpClient http, string tenant)
    {
        var response = await http.PostAsync("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", Environment.GetEnvironmentVariable("APP")! },
            { "client_secret", Environment.GetEnvironmentVariable("APP_SECRET")! },
            { "scope", "https://graph.microsoft.com/.default" },
        }));
        var body = await response.Content.ReadAsStringAsync();
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }
}
