using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AdobePass;

namespace Diagnostics;

/// <summary>REST API V2 by hand, as many begin. Every comment names the rule that reports the line below it.</summary>
internal sealed class HandWrittenClient(StreamingDevice device)
{
    // AP2012
    private const string OldAddress = "http://sp.auth.adobe.com/api/v2/";

    // AP4010, AP4014
    private const string OldApi = "https://api.auth.adobe.com/api/v1/authorize";

    private const string Host = "https://sp.auth.adobe.com";

    private readonly HttpClient _http = new();

    public async Task<string> WatchAsync(string serviceProvider, string mvpd)
    {
        // AP3002
        var statement = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzYW1wbGUtc3ViamVjdC10aGF0LWRvZXMtbm90LWV4aXN0IiwiaXNzIjoiYXV0aC5hZG9iZS5jb20iLCJuYmYiOjAsImlhdCI6MH0.dGhpcyBpcyBub3QgYSBzaWduYXR1cmUsIGl0IHdhcyB3cml0dGVuIGJ5IGhhbmQgZm9yIGEgc2FtcGxl";

        // AP1001, AP2001, AP2003
        var registration = await _http.PostAsJsonAsync(Host + "/o/client/register", new { software_statement = statement });
        var credentials = await registration.Content.ReadFromJsonAsync<JsonElement>();

        var form = new StringContent("grant_type=client_credentials&client_id=" + credentials.GetProperty("client_id").GetString());

        // AP1004, AP2001, AP2003, AP2011
        var answer = await _http.PostAsync(Host + "/o/client/token", form);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();

        // AP1007
        var end = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(token.GetProperty("expires_in").GetInt64());
        Console.WriteLine($"The token lives until {end}.");

        // AP2001, AP2002, AP2003
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Host}/api/v2/{serviceProvider}/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        using var profiles = await _http.SendAsync(request);
        return await profiles.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> LogoutAsync(string serviceProvider, string mvpd)
    {
        // AP2001, AP2002, AP2003
        var answer = await _http.GetAsync($"{Host}/api/v2/{serviceProvider}/logout/{mvpd}?redirectUrl=app%3A%2F%2Ftv");
        return answer.StatusCode;
    }

    public async Task<string> PollAsync(string serviceProvider, string code)
    {
        // AP2003
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Host}/api/v2/{serviceProvider}/profiles/code/{code}");

        // AP3001
        request.Headers.Add("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzYW1wbGUtc3ViamVjdC10aGF0LWRvZXMtbm90LWV4aXN0IiwiaXNzIjoiYXV0aC5hZG9iZS5jb20iLCJuYmYiOjAsImlhdCI6MCwiZXhwIjoxLCJzY29wZXMiOiJub25lIn0.dGhpcyBpcyBub3QgYSBzaWduYXR1cmUsIGl0IHdhcyB3cml0dGVuIGJ5IGhhbmQgZm9yIGEgc2FtcGxl");

        // AP2007
        request.Headers.Add("AD-Service-Token", device.Identifier);
        using var answer = await _http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task DecideAsync(string serviceProvider, string mvpd, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Host}/api/v2/{serviceProvider}/decisions/authorize/{mvpd}") { Content = body };

        // AP2004
        request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"model":"BoxOne","osName":"Linux"}""")));

        // AP2005
        request.Headers.Add("AP-Device-Identifier", $"device {device.Identifier}");

        // AP2009
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        // AP3004
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "8c1f02d7-53ab-4e96-90bd-7ac2e6f1b384");

        using var answer = await _http.SendAsync(request);
        Console.WriteLine(answer.StatusCode);
    }

    public async Task<string> FilterAsync(string serviceProvider, string mvpd)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            // AP2001, AP2002, AP2003
            var answer = await _http.PostAsync($"{Host}/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}", JsonContent.Create(new { resources = new[] { "res-1" } }));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                // AP4004
                await Task.Delay(TimeSpan.FromMilliseconds(250));
                continue;
            }

            return await answer.Content.ReadAsStringAsync();
        }

        return OldAddress + OldApi;
    }

    public static string TokenAddress(string id, string secret)
    {
        // AP2010
        return $"{Host}/o/client/token?grant_type=client_credentials&client_id={id}&client_secret={secret}";
    }
}
