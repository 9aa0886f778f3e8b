// title: Reader of Adobe Pass whose answer decides in a switch expression, with a pause and one renewal
// kind: library
// rule: AP4004
// twin: status-switch
// expect: none
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

    public Task<JsonElement?> GetAsync(string path, CancellationToken ct = default) => GetAsync(path, 3, ct);

    private async Task<JsonElement?> GetAsync(string path, int left, CancellationToken ct)
    {
        _bearer ??= await GrantAsync(ct);
        using var request = Prepare(HttpMethod.Get, "/api/v2/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        request.Headers.Add("AP-Device-Identifier", _identifier);
        using var response = await _http.SendAsync(request, ct);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadFromJsonAsync<JsonElement>(ct),
            HttpStatusCode.TooManyRequests when left > 0 => await LaterAsync(path, left - 1, response.Headers.RetryAfter?.Delta, ct),
            HttpStatusCode.Unauthorized when left > 0 => await RenewedAsync(path, left - 1, ct),
            >= HttpStatusCode.InternalServerError => null,
            _ => throw new HttpRequestException("unexpected", null, response.StatusCode),
        };
    }
}

public partial class PassReader
{
    private string PairFile => Path.Combine(_folder, "pass.json");

    private async Task<JsonElement?> LaterAsync(string path, int left, TimeSpan? wished, CancellationToken ct)
    {
        await Task.Delay(wished ?? TimeSpan.FromMilliseconds(1000 + Random.Shared.Next(750)), ct);
        return await GetAsync(path, left, ct);
    }

    private async Task<JsonElement?> RenewedAsync(string path, int left, CancellationToken ct)
    {
        _bearer = await GrantAsync(ct);
        return await GetAsync(path, left, ct);
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
