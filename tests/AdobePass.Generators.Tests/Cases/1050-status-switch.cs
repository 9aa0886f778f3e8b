// title: Reader of Adobe Pass whose answer decides in a switch expression
// kind: library
// rule: AP4004
// why: busy calls itself at once; unauthorized enrols
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Skua;

public partial class PassReader
{
    private readonly HttpClient _http;
    private readonly string _folder;
    private readonly string _information;
    private readonly string _identifier;
    private string? _bearer;

    public PassReader(HttpClient http, string folder, string information, string identifier)
    {
        _http = http;
        _folder = folder;
        _information = information;
        _identifier = identifier;
    }

    public async Task<JsonElement?> GetAsync(string path, CancellationToken ct = default)
    {
        _bearer ??= await GrantAsync(ct);
        using var request = Prepare(HttpMethod.Get, "/api/v2/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        request.Headers.Add("AP-Device-Identifier", _identifier);
        using var response = await _http.SendAsync(request, ct);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadFromJsonAsync<JsonElement>(ct),
            HttpStatusCode.TooManyRequests => await GetAsync(path, ct), // expect: AP4004
            HttpStatusCode.Unauthorized => await StartOverAsync(path, ct), // expect: AP1002
            >= HttpStatusCode.InternalServerError => null,
            _ => throw new HttpRequestException("unexpected", null, response.StatusCode),
        };
    }
}

public partial class PassReader
{
    private string PairFile => Path.Combine(_folder, "pass.json");

    private async Task<JsonElement?> StartOverAsync(string path, CancellationToken ct)
    {
        await RegisterAsync(ct);
        _bearer = await GrantAsync(ct);
        return await GetAsync(path, ct);
    }

    private async Task RegisterAsync(CancellationToken ct)
    {
        using var request = Prepare(HttpMethod.Post, "/o/client/register");
        request.Content = JsonContent.Create(new { software_statement = await File.ReadAllTextAsync(Path.Combine(_folder, "statement.jwt"), ct) });
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        await using var file = File.Create(PairFile);
        await response.Content.CopyToAsync(file, ct);
    }

    private async Task<string> GrantAsync(CancellationToken ct)
    {
        if (!File.Exists(PairFile))
        {
            await RegisterAsync(ct);
        }

        using var pair = JsonDocument.Parse(await File.ReadAllTextAsync(PairFile, ct));
        using var request = Prepare(HttpMethod.Post, "/o/client/token");
        request.Content = new FormUrlEncodedContent(new SortedList<string, string?>
        {
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString(),
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString(),
            ["grant_type"] = "client_credentials",
        });
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("access_token").GetString()!;
    }

    private HttpRequestMessage Prepare(HttpMethod method, string path) =>
        new(method, "https://sp.auth.adobe.com" + path) { Headers = { { "X-Device-Info", _information } } };
}
