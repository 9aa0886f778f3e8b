// title: Token keeper of a desktop player that reads the times in their units
// kind: library
// rule: AP1007
// twin: 524-session-clock
// why: the minutes belong to the ticket of the content delivery network, whose member has another name
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Kestrel.Desktop;

public sealed class TokenKeeper(HttpClient http, string deviceInfo, string id, string secret, TimeProvider clock)
{
    private string? _value;
    private DateTimeOffset _until;
    private string? _cdnTicket;
    private DateTimeOffset _cdnUntil;

    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (_value is not null && clock.GetUtcNow() < _until)
        {
            return _value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        var sent = clock.GetUtcNow();
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);

        var created = DateTimeOffset.FromUnixTimeMilliseconds(body.GetProperty("created_at").GetInt64());
        var skew = created - sent;
        if (skew.Duration() > TimeSpan.FromMinutes(10))
        {
            Console.Error.WriteLine($"The clock of this machine is off by {skew}.");
        }

        _value = body.GetProperty("access_token").GetString()!;
        _until = sent.AddSeconds(body.GetProperty("expires_in").GetInt64()).AddMinutes(-2);
        return _value;
    }

    public async Task<string> GetCdnTicketAsync(CancellationToken ct)
    {
        if (_cdnTicket is not null && clock.GetUtcNow() < _cdnUntil)
        {
            return _cdnTicket;
        }

        var body = await http.GetFromJsonAsync<JsonElement>("https://cdn.kestrel.example/tickets/new", ct);
        _cdnTicket = body.GetProperty("ticket").GetString()!;
        _cdnUntil = clock.GetUtcNow() + TimeSpan.FromMinutes(body.GetProperty("valid_minutes").GetInt32());
        return _cdnTicket;
    }
}
