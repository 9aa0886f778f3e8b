// title: Message handler that enrolls the set again when the service answers 401
// kind: console
// rule: AP1002
// hard: yes
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Kestrel.SmartTv;

public sealed class SessionHandler : DelegatingHandler
{
    private static readonly Uri Service = new("https://sp.auth.adobe.com");

    private readonly string _pairFile;
    private readonly string _statement;
    private readonly string _deviceInfo;
    private readonly SemaphoreSlim _gate = new(1);
    private string? _bearer;

    public SessionHandler(string folder, string statement, string deviceInfo, HttpMessageHandler inner) : base(inner)
    {
        _pairFile = Path.Combine(folder, "pass.json");
        _statement = statement;
        _deviceInfo = deviceInfo;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        _bearer ??= await FreshTokenAsync(await LoadAsync(ct) ?? await EnrollAsync(ct), ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        var response = await base.SendAsync(request, ct);

        switch ((int)response.StatusCode)
        {
            case 401:
                response.Dispose();
                var pair = await EnrollAsync(ct); // expect: AP1002
                _bearer = await FreshTokenAsync(pair, ct);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
                return await base.SendAsync(request, ct);

            default:
                return response;
        }
    }

    private async Task<Pair?> LoadAsync(CancellationToken ct) =>
        File.Exists(_pairFile) ? JsonSerializer.Deserialize<Pair>(await File.ReadAllTextAsync(_pairFile, ct)) : null;

    private async Task<Pair> EnrollAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Service, "/o/client/register"));
            request.Headers.Add("X-Device-Info", _deviceInfo);
            request.Content = JsonContent.Create(new { software_statement = _statement });
            using var response = await base.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            var pair = (await response.Content.ReadFromJsonAsync<Pair>(ct))!;
            await File.WriteAllTextAsync(_pairFile, JsonSerializer.Serialize(pair), ct);
            return pair;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<string> FreshTokenAsync(Pair pair, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Service, "/o/client/token"));
        request.Headers.Add("X-Device-Info", _deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.Id,
            ["client_secret"] = pair.Secret,
        });
        using var response = await base.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(ct));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private sealed record Pair([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);
}
