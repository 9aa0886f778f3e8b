// title: Tablet app that reacts to the status of every call
// kind: library
// rule: AP1002
// why: a refused bearer needs a bearer; a new pair signs the viewer out; after a 429 the third of a second is too short
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Heron.Tablet;

public class HeronPassApi
{
    const string Root = "https://sp.auth.adobe.com";
    readonly HttpClient client;
    readonly string folder, statement;
    string bearer = "";

    public HeronPassApi(string folder, string statement, string info, string identifier)
    {
        this.folder = folder;
        this.statement = statement;
        client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Device-Info", info);
        client.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + identifier);
    }

    string PairFile => Path.Combine(folder, "pair.json");

    public async Task<JsonElement?> LoadProfilesAsync(string mvpd, bool second = false)
    {
        if (bearer == "") await RefreshBearerAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/api/v2/HERON/profiles/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await client.SendAsync(request);
        switch ((int)response.StatusCode)
        {
            case 200:
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            case 401 when !second:
                // start over
                await RegisterAsync(); // expect: AP1002
                await RefreshBearerAsync();
                return await LoadProfilesAsync(mvpd, second: true);
            case 429:
                await Task.Delay(300); // expect: AP4004#b
                return await LoadProfilesAsync(mvpd, second); // expect: AP4004#b
            case 403:
                return null;
            default:
                throw new HttpRequestException("profiles: " + (int)response.StatusCode);
        }
    }

    async Task RegisterAsync()
    {
        using var response = await client.PostAsJsonAsync(Root + "/o/client/register", new { software_statement = statement });
        response.EnsureSuccessStatusCode();
        await File.WriteAllTextAsync(PairFile, await response.Content.ReadAsStringAsync());
    }

    async Task RefreshBearerAsync()
    {
        if (!File.Exists(PairFile)) await RegisterAsync();
        using var pair = JsonDocument.Parse(await File.ReadAllTextAsync(PairFile));
        using var response = await client.PostAsync(Root + "/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString()!,
        }));
        response.EnsureSuccessStatusCode();
        bearer = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
