// title: Generic base class of the clients of a player SDK, with one shared ticket
// kind: library
// rule: AP1004
// twin: 519-resource-client-base
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.PlayerSdk;

public sealed record SdkIdentity(string ClientId, string ClientSecret, string DeviceInfo, string Fingerprint);

internal sealed record Ticket(
    [property: JsonPropertyName("access_token")] string Value,
    [property: JsonPropertyName("expires_in")] long Seconds);

public sealed class TicketOffice(HttpClient http, SdkIdentity identity, TimeProvider clock)
{
    private Lazy<Task<Ticket>>? _current;
    private DateTimeOffset _sold;

    internal async Task<Ticket> CurrentAsync()
    {
        var seen = Volatile.Read(ref _current);
        if (seen is not null)
        {
            var ticket = await seen.Value.ConfigureAwait(false);
            if (clock.GetUtcNow() < _sold.AddSeconds(ticket.Seconds).AddMinutes(-1))
            {
                return ticket;
            }
        }

        var mine = new Lazy<Task<Ticket>>(SellAsync);
        var other = Interlocked.CompareExchange(ref _current, mine, seen);
        return await (ReferenceEquals(other, seen) ? mine : other!).Value.ConfigureAwait(false);
    }

    private async Task<Ticket> SellAsync()
    {
        using var login = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        login.Headers.Add("X-Device-Info", identity.DeviceInfo);
        login.Content = new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", identity.ClientId),
            new("client_secret", identity.ClientSecret),
        });
        _sold = clock.GetUtcNow();
        using var response = await http.SendAsync(login).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Ticket>().ConfigureAwait(false))!;
    }
}

public abstract class ResourceClient<TResult>(HttpClient http, SdkIdentity identity, TicketOffice office)
    where TResult : class
{
    protected async Task<TResult?> ReadAsync(string channel, string tail, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles{tail}");
        request.Headers.Add("X-Device-Info", identity.DeviceInfo);
        request.Headers.Add("AP-Device-Identifier", identity.Fingerprint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await office.CurrentAsync().ConfigureAwait(false)).Value);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<TResult>(cancellationToken: ct).ConfigureAwait(false);
    }
}

public sealed class ProfileClient(HttpClient http, SdkIdentity identity, TicketOffice office) : ResourceClient<ProfileMap>(http, identity, office)
{
    public Task<ProfileMap?> AllAsync(string channel, CancellationToken ct = default) => ReadAsync(channel, "", ct);
}

public sealed record ProfileMap([property: JsonPropertyName("profiles")] Dictionary<string, object> Profiles);
