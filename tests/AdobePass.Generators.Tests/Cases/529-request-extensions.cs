// title: Profiles and decisions through extension methods of our own
// kind: library
// rule: AP2001, AP2002
// twin: 528-pass-request-fluent
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Player.Pass;

public readonly record struct PlayerDevice(string Id, string Model, string Revision, string OsVersion)
{
    public string Describe() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = Model,
        version = Revision,
        osName = "Linux",
        osVersion = OsVersion,
        connectionType = "LAN",
    }));
}

internal static class RequestExtensions
{
    public static HttpRequestMessage WithBearer(this HttpRequestMessage request, string bearer)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return request;
    }

    public static HttpRequestMessage WithDevice(this HttpRequestMessage request, in PlayerDevice device)
    {
        request.Headers.Add("X-Device-Info", device.Describe());
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(device.Id)));
        return request;
    }
}

public sealed class PassQueries
{
    private const string Root = "https://sp.auth.adobe.com/api/v2/";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly PlayerDevice _device;

    public PassQueries(PlayerDevice device) => _device = device;

    public async Task<string> ReadProfilesAsync(string channel, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}{channel}/profiles").WithBearer(bearer).WithDevice(_device);
        using var response = await _http.SendAsync(request, ct).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
    }

    public async Task<string> PreflightAsync(string channel, string mvpd, IReadOnlyCollection<string> resources, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}{channel}/decisions/preauthorize/{mvpd}")
        {
            Content = JsonContent.Create(new { resources }),
        };
        request.WithBearer(bearer).WithDevice(_device);
        using var response = await _http.SendAsync(request, ct).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
    }

    // The viewer opens the page on the telephone, so it needs neither header.
    public Uri LoginPage(string channel, string code) => new($"{Root}authenticate/{channel}/{code}");
}
