// title: TV app that describes itself as its platform pages say
// kind: console
// rule: AP2004
// twin: tizen-app-headers
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Fjord.Tv;

public sealed class DeviceDescription
{
    [JsonPropertyName("primaryHardwareType")]
    public string Hardware { get; init; } = "TV";

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("osVersion")]
    public required string OsVersion { get; init; }

    [JsonPropertyName("connectionType")]
    public string Connection { get; init; } = "WiFi";
}

public sealed class Entitlements
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/FJORD/") };
    private readonly Func<Task<string>> _token;

    public Entitlements(string duid, DeviceDescription description, Func<Task<string>> token)
    {
        _token = token;
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(duid)));
        _http.DefaultRequestHeaders.Add("X-Device-Info", Encode(description));
    }

    private static string Encode(DeviceDescription d) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        primaryHardwareType = d.Hardware,
        model = d.Model,
        version = d.Version,
        osName = "Linux",
        osFamily = "Tizen",
        osVendor = "Tizen Project",
        osVersion = d.OsVersion,
        connectionType = d.Connection,
    }));

    public async Task<IReadOnlyCollection<string>> ProvidersWithLoginAsync(CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _token());
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        response.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        var names = new List<string>();
        foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
        {
            names.Add(profile.Name);
        }

        return names;
    }
}
