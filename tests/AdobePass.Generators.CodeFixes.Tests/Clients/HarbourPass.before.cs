using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Harbour.Box;

/// <summary>The pass of a viewer on a set-top box.</summary>
public sealed class HarbourPass
{
    private const string Service = "https://sp.auth.adobe.com";
    private const string Statement = "(software statement)";
    private const string Box = "{\"model\":\"Harbour 2\",\"version\":\"7.0\",\"osName\":\"Linux\",\"osVersion\":\"6.6\"}";

    private readonly HttpClient _http = new();
    private readonly string _deviceId = Guid.NewGuid().ToString("N");
    private readonly string _channel;

    public HarbourPass(string channel) => _channel = channel;

    public async Task<string> GetProvidersAsync()
    {
        using var request = await CreateAsync(HttpMethod.Get, $"https://api.auth.adobe.com/api/v1/config/{_channel}");
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> StartLoginAsync(string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Service}/api/v2/{_channel}/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignOnAsync());
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Encode(_deviceId));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "harbour.example",
            ["redirectUrl"] = "https://harbour.example/signed-in",
        });
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task WaitForLoginAsync(string code, string serviceToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Service}/api/v2/{_channel}/profiles/code/{code}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignOnAsync());
            request.Headers.Add("AD-Service-Token", serviceToken);
            using var response = await _http.SendAsync(request);
            var profiles = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (profiles.GetProperty("profiles").EnumerateObject().MoveNext())
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    public async Task<string> ListAsync(string mvpd, string[] resources)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Service}/api/v2/{_channel}/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignOnAsync());
        request.Headers.Add("X-Device-Info", Encode(Box));
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            await SignOnAsync();
        }

        return await response.Content.ReadAsStringAsync();
    }

    public async Task<bool> MayPlayAsync(string mvpd, string resource)
    {
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            using var request = await CreateAsync(HttpMethod.Post, $"{Service}/api/v2/{_channel}/decisions/authorize/{mvpd}");
            request.Content = JsonContent.Create(new { resources = new[] { resource } });
            using var response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                return body.GetProperty("decisions")[0].GetProperty("authorized").GetBoolean();
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        return false;
    }

    public async Task LeaveAsync(string mvpd)
    {
        var url = $"http://sp.auth.adobe.com/api/v2/{_channel}/logout/{mvpd}?redirectUrl=https://harbour.example/";
        using var request = await CreateAsync(HttpMethod.Get, url);
        using var response = await _http.SendAsync(request);
    }

    private async Task<HttpRequestMessage> CreateAsync(HttpMethod method, string url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignOnAsync());
        request.Headers.Add("X-Device-Info", Encode(Box));
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Encode(_deviceId));
        return request;
    }

    private async Task<string> SignOnAsync()
    {
        using var registration = new HttpRequestMessage(HttpMethod.Post, Service + "/o/client/register");
        registration.Headers.Add("X-Device-Info", Encode(Box));
        registration.Content = new StringContent(JsonSerializer.Serialize(new { software_statement = Statement }));
        using var registered = await _http.SendAsync(registration);
        var text = await registered.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        Console.WriteLine("registered: " + text);
        var client = JsonSerializer.Deserialize<JsonElement>(text);
        var id = client.GetProperty("client_id").GetString();
        var secret = client.GetProperty("client_secret").GetString();

        var url = $"{Service}/o/client/token?grant_type=client_credentials&client_id={id}&client_secret={secret}";
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Add("X-Device-Info", Encode(Box));
        using var response = await _http.SendAsync(request);
        var token = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return token.GetProperty("access_token").GetString()!;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var pass = new HarbourPass(args[0]);
        Console.WriteLine(await pass.GetProvidersAsync());
        var session = await pass.StartLoginAsync(args[1]);
        Console.WriteLine("Open " + session.GetProperty("url").GetString());
        await pass.WaitForLoginAsync(session.GetProperty("code").GetString()!, args[2]);
        Console.WriteLine(await pass.ListAsync(args[1], ["res-1", "res-2"]));
        Console.WriteLine(await pass.MayPlayAsync(args[1], "res-1") ? "playing" : "not in your package");
        await pass.LeaveAsync(args[1]);
    }
}
