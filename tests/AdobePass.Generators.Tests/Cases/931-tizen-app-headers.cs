// title: TV app that describes itself with a platform the service does not know and a device type of its own
// kind: console
// rule: AP2004
// hard: yes
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
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", "duid " + Convert.ToBase64String(Encoding.UTF8.GetBytes(duid))); // expect: AP2005
        _http.DefaultRequestHeaders.Add("X-Device-Info", Encode(description)); // expect: AP2004#a
    }

    private static string Encode(DeviceDescription d) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new // expect: AP2004#a
    {
        primaryHardwareType = d.Hardware,
        model = d.Model,
        version = d.Version,
        osName = "Tizen OS",
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
