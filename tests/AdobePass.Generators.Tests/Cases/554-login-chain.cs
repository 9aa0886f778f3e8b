// title: Login check that calls itself
// kind: library
// rule: AP4001
// hard: yes
// why: a recursion is a loop too; this one asks once a second until the attempts are used up
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Player.Login;

public sealed class LoginChain
{
    private const int Patience = 600;

    private readonly HttpClient _http;
    private readonly Func<ValueTask<string>> _bearer;

    public LoginChain(HttpClient http, Func<ValueTask<string>> bearer)
    {
        _http = http;
        _bearer = bearer;
    }

    public Task<JsonObject?> ForCodeAsync(string code, CancellationToken ct = default) => CheckAsync(code, Patience, ct);

    private async Task<JsonObject?> CheckAsync(string code, int left, CancellationToken ct)
    {
        if (left == 0)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/TIDE/profiles/code/{code}"); // expect: AP4001#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer());
        using var response = await _http.SendAsync(request, ct); // expect: AP4001#a
        var body = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken: ct) : null;
        if (body?["profiles"] is JsonObject { Count: > 0 } found)
        {
            return found;
        }

        await Task.Delay(1000, ct); // expect: AP4001#a
        return await CheckAsync(code, left - 1, ct); // expect: AP4001#a
    }
}
