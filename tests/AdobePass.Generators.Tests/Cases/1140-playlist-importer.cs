// title: Importer for playlists, which asks for a token for each page
// kind: library
// rule: none
// why: a music service; the headers with the familiar names go to a host of the house
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using System.Diagnostics;

namespace Fable.Import;

public sealed class PlaylistImporter
{
    private const string House = "https://import.fable.example";

    // Named like the headers of Adobe Pass (sp.auth.adobe.com), in a format of the house.
    private const string DeviceInfo = "{\"model\":\"importer\"}";
    private const string DeviceIdentifier = "serial 00-17-42";

    private readonly HttpClient _music = new();
    private readonly HttpClient _house = new() { BaseAddress = new Uri(House) };
    private readonly string _id;
    private readonly string _secret;

    public PlaylistImporter(string id, string secret) => (_id, _secret) = (id, secret);

    public async Task<int> ImportAsync(string playlist)
    {
        var count = 0;
        for (string? page = $"https://api.spotify.com/v1/playlists/{playlist}/tracks"; page is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
            using var response = await _music.SendAsync(request);
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            count += json.RootElement.GetProperty("items").GetArrayLength();
            page = json.RootElement.GetProperty("next").GetString();
            await UploadAsync(json.RootElement.GetProperty("items").GetRawText());
        }

        return count;
    }

    private async Task<string> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://accounts.spotify.com/api/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(_id + ":" + _secret)));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
        using var response = await _music.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Debug.WriteLine(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task UploadAsync(string tracks)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, House + "/api/v2/FABLE/profiles");
        request.Headers.TryAddWithoutValidation("X-Device-Info", DeviceInfo);
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", DeviceIdentifier);
        request.Content = new StringContent(tracks, Encoding.UTF8, "application/json");
        (await _house.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
