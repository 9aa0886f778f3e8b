using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Harbour.Box;

/// <summary>The pass of a viewer on a set-top box.</summary>
public sealed class HarbourPass
{
    private const string Service = "https://sp.auth.adobe.com";
    private const string Box = "{\"model\":\"Harbour 2\",\"version\":\"7.0\",\"osName\":\"Linux\",\"osVersion\":\"6.6\",\"connectionType\":\"LAN\"}";

    private readonly HttpClient _http;
    private readonly CredentialStore _store;
    private readonly string _statement;
    private readonly string _deviceId;
    private readonly string _channel;
    private string? _accessToken;
    private DateTimeOffset _accessTokenEnds;

    public HarbourPass(HttpClient http, CredentialStore store, string statement, string deviceId, string channel) =>
        (_http, _store, _statement, _deviceId, _channel) = (http, store, statement, deviceId, channel);

    public async Task<string> GetProvidersAsync()
    {
        using var request = await CreateAsync(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{_channel}/configuration");
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> StartLoginAsync(string mvpd)
    {
        using var request = await CreateAsync(HttpMethod.Post, $"{Service}/api/v2/{_channel}/sessions");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "harbour.example",
            ["redirectUrl"] = "https://harbour.example/signed-in",
        });
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task WaitForLoginAsync(string code)
    {
        var deadline = DateTimeOffset.UtcNow.AddMinutes(30);
        while (true)
        {
            if (DateTimeOffset.UtcNow >= deadline)
            {
                throw new TimeoutException("The code expired before the viewer logged in.");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Service}/api/v2/{_channel}/profiles/code/{code}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignOnAsync());
            using var response = await _http.SendAsync(request);
            var profiles = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            if (profiles.GetProperty("profiles").EnumerateObject().MoveNext())
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
        }
    }

    public async Task<string> ListAsync(string mvpd, string[] resources)
    {
        var response = await PreauthorizeAsync(mvpd, resources);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            _accessToken = null;
            response = await PreauthorizeAsync(mvpd, resources);
        }

        using (response)
        {
            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }
    }

    public async Task<bool> MayPlayAsync(string mvpd, string resource)
    {
        using var request = await CreateAsync(HttpMethod.Post, $"{Service}/api/v2/{_channel}/decisions/authorize/{mvpd}");
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _http.SendAsync(request);
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        foreach (var decision in body.GetProperty("decisions").EnumerateArray())
        {
            if (decision.GetProperty("resource").GetString() == resource)
            {
                return decision.GetProperty("authorized").GetBoolean();
            }
        }

        return false;
    }

    public async Task LeaveAsync(string mvpd)
    {
        var url = $"https://sp.auth.adobe.com/api/v2/{_channel}/logout/{mvpd}?redirectUrl=https://harbour.example/";
        using var request = await CreateAsync(HttpMethod.Get, url);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private async Task<HttpResponseMessage> PreauthorizeAsync(string mvpd, string[] resources)
    {
        using var request = await CreateAsync(HttpMethod.Post, $"{Service}/api/v2/{_channel}/decisions/preauthorize/{mvpd}");
        request.Content = JsonContent.Create(new { resources });
        return await _http.SendAsync(request);
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
        if (_accessToken is { } known && DateTimeOffset.UtcNow < _accessTokenEnds)
        {
            return known;
        }

        var key = CredentialKey.Create("https://sp.auth.adobe.com", _deviceId);
        var stored = await _store.FindAsync(key, CancellationToken.None);
        if (stored is null)
        {
            using var registration = new HttpRequestMessage(HttpMethod.Post, Service + "/o/client/register");
            registration.Headers.Add("X-Device-Info", Encode(Box));
            registration.Content = JsonContent.Create(new { software_statement = _statement });
            using var registered = await _http.SendAsync(registration);
            var client = await registered.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            var issuedId = client.GetProperty("client_id").GetString();
            var issuedSecret = client.GetProperty("client_secret").GetString();
            var issued = new ClientCredentials(issuedId!, new ClientSecret(issuedSecret!));
            stored = await _store.CreateAsync(key, issued, CancellationToken.None);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Service + "/o/client/token");
        request.Headers.Add("X-Device-Info", Encode(Box));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = stored.Credentials.ClientId,
            ["client_secret"] = stored.Credentials.ClientSecret.Reveal(),
        });
        using var response = await _http.SendAsync(request);
        var token = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        _accessToken = token.GetProperty("access_token").GetString()!;
        _accessTokenEnds = DateTimeOffset.UtcNow.AddSeconds(token.GetProperty("expires_in").GetInt64() - 60);
        return _accessToken;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

public static class Program
{
    /// <summary>Signs the viewer in, asks for a decision, and signs the viewer out.</summary>
    public static async Task<bool> RunAsync(HarbourPass pass, string mvpd, string resource, Action<string> login)
    {
        Console.WriteLine(await pass.GetProvidersAsync());
        var session = await pass.StartLoginAsync(mvpd);
        login(session.GetProperty("code").GetString()!);
        await pass.WaitForLoginAsync(session.GetProperty("code").GetString()!);
        Console.WriteLine(await pass.ListAsync(mvpd, [resource, "res-2"]));
        var mayPlay = await pass.MayPlayAsync(mvpd, resource);
        await pass.LeaveAsync(mvpd);
        return mayPlay;
    }

    private static async Task Main(string[] args)
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "harbour");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "device-id");
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, Guid.NewGuid().ToString("N"));
        }

        var statement = Environment.GetEnvironmentVariable("ADOBE_PASS_SOFTWARE_STATEMENT")
            ?? throw new InvalidOperationException("Set the environment variable ADOBE_PASS_SOFTWARE_STATEMENT.");
        using var http = new HttpClient();
        var store = new FileCredentialStore(Path.Combine(folder, "adobe-pass"), new FileStoreOptions { AllowCreation = true });
        var pass = new HarbourPass(http, store, statement, await File.ReadAllTextAsync(file), args[0]);
        var mayPlay = await RunAsync(pass, args[1], args[2], code => Console.WriteLine("Open the login page and enter " + code));
        Console.WriteLine(mayPlay ? "playing" : "not in your package");
    }
}
