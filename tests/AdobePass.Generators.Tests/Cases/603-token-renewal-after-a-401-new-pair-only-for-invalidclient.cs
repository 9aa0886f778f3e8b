// title: token renewal after a 401, new pair only for invalid_client
// kind: library
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Pass;

public interface IPairFile
{
    Task<(string Id, string Secret)?> LoadAsync();

    Task SaveAsync(string id, string secret);
}

public class PassSession
{
    private readonly HttpClient _http;
    private readonly IPairFile _file;
    private readonly string _info;
    private string? _token;
    private DateTimeOffset _until;

    public PassSession(HttpClient http, IPairFile file, string info)
    {
        _http = http;
        _file = file;
        _info = info;
    }

    public async Task<HttpResponseMessage> SendAsync(Func<string, HttpRequestMessage> create, string statement, CancellationToken cancellationToken)
    {
        var response = await _http.SendAsync(create(await TokenAsync(statement, cancellationToken)), cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        _token = null;
        return await _http.SendAsync(create(await TokenAsync(statement, cancellationToken)), cancellationToken);
    }

    private async Task<string> TokenAsync(string statement, CancellationToken cancellationToken)
    {
        if (_token is { } current && DateTimeOffset.UtcNow < _until)
        {
            return current;
        }

        var pair = await _file.LoadAsync() ?? await RegisterAsync(statement, cancellationToken);
        for (var turn = 0; ; turn++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
            request.Headers.Add("X-Device-Info", _info);
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = pair.Id, ["client_secret"] = pair.Secret,
            });
            using var response = await _http.SendAsync(request, cancellationToken);
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (response.IsSuccessStatusCode)
            {
                _until = DateTimeOffset.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64() - 120);
                return _token = json.RootElement.GetProperty("access_token").GetString()!;
            }

            if (turn > 0 || json.RootElement.GetProperty("error").GetString() != "invalid_client")
            {
                throw new InvalidOperationException("No token: " + (int)response.StatusCode);
            }

            pair = await RegisterAsync(statement, cancellationToken);
        }
    }

    private async Task<(string Id, string Secret)> RegisterAsync(string statement, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", _info);
        request.Content = JsonContent.Create(new Dictionary<string, string> { ["software_statement"] = statement });
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var pair = (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
        await _file.SaveAsync(pair.Item1, pair.Item2);
        return pair;
    }
}
