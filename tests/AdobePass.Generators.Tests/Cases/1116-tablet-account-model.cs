// title: Account model of a tablet app that renews its token
// kind: console
// rule: AP1002
// why: a refused token leads to another token; only a refused pair leads to a registration
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Willow.Tablet;

public sealed class AccountModel
{
    private static readonly Uri Pass = new("https://sp.auth.adobe.com/");
    private readonly HttpClient _http = new() { BaseAddress = Pass };
    private readonly string _statement;
    private readonly string _pairFile;
    private string? _token;

    public AccountModel(string statement, string folder, string identifier, string information)
    {
        _statement = statement;
        _pairFile = Path.Combine(folder, "pair.json");
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", identifier);
        _http.DefaultRequestHeaders.Add("X-Device-Info", information);
    }

    public async Task<JsonObject> ProfilesAsync()
    {
        var answer = await GetAsync(_token ??= await TokenAsync());
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            answer = await GetAsync(_token = await TokenAsync());
        }

        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private Task<HttpResponseMessage> GetAsync(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/WILLOW/profiles");
        request.Headers.Authorization = new("Bearer", token);
        return _http.SendAsync(request);
    }

    private async Task<string> TokenAsync(bool again = true)
    {
        var pair = File.Exists(_pairFile) ? JsonNode.Parse(await File.ReadAllTextAsync(_pairFile))! : await RegisterAsync();
        var answer = await _http.PostAsync("o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = (string)pair["client_id"]!,
            ["client_secret"] = (string)pair["client_secret"]!,
        }));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (again && (string?)body["error"] == "invalid_client")
        {
            File.Delete(_pairFile);
            return await TokenAsync(again: false);
        }

        return (string?)body["access_token"] ?? throw new InvalidOperationException("no token: " + body["error"]);
    }

    private async Task<JsonNode> RegisterAsync()
    {
        using var answer = await _http.PostAsJsonAsync("o/client/register", new { software_statement = _statement });
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        await File.WriteAllTextAsync(_pairFile, text);
        return JsonNode.Parse(text)!;
    }
}
