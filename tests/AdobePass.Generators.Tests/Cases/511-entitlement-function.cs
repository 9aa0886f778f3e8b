// title: Queue-triggered function that refreshes the entitlements of an installation
// kind: server
// rule: AP1002
// why: registers again only for a 401 whose action is application-registration, after a new token was refused too
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Northlight.Functions;

[AttributeUsage(AttributeTargets.Method)]
public sealed class QueueTriggeredAttribute(string queue) : Attribute
{
    public string Queue { get; } = queue;
}

public sealed record RefreshMessage(string Installation, string DeviceInfo, string ViewerAddress, string Channel);

public sealed record Registered(string Id, string Secret);

public interface IInstallationTable
{
    Task<Registered?> FindAsync(string installation, CancellationToken ct);

    Task UpsertAsync(string installation, Registered registered, CancellationToken ct);
}

public sealed class EntitlementFunction(HttpClient http, IInstallationTable table, string statement)
{
    private static readonly ConcurrentDictionary<string, string> Bearers = new();

    [QueueTriggered("refresh-entitlements")]
    public async Task<JsonNode?> RunAsync(RefreshMessage message, CancellationToken ct)
    {
        var registered = await table.FindAsync(message.Installation, ct) ?? await RegisterAsync(message, ct);
        var bearer = Bearers.TryGetValue(message.Installation, out var known) ? known : await SignInAsync(message, registered, ct);
        for (var round = 0; ; round++)
        {
            using var request = Stamp(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{message.Channel}/profiles"), message);
            request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Installation)));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await http.SendAsync(request, ct);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct));
            if (response.StatusCode != HttpStatusCode.Unauthorized || round == 2)
            {
                return body;
            }

            if (round == 1 && (string?)body?["action"] == "application-registration")
            {
                registered = await RegisterAsync(message, ct);
            }

            bearer = await SignInAsync(message, registered, ct);
        }
    }

    private async Task<Registered> RegisterAsync(RefreshMessage message, CancellationToken ct)
    {
        using var request = Stamp(new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"), message);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var response = await http.SendAsync(request, ct);
        var body = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
        var registered = new Registered((string)body["client_id"]!, (string)body["client_secret"]!);
        await table.UpsertAsync(message.Installation, registered, ct);
        return registered;
    }

    private async Task<string> SignInAsync(RefreshMessage message, Registered registered, CancellationToken ct)
    {
        using var request = Stamp(new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"), message);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = registered.Id,
            ["client_secret"] = registered.Secret,
        });
        using var response = await http.SendAsync(request, ct);
        var body = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
        return Bearers[message.Installation] = (string)body["access_token"]!;
    }

    private static HttpRequestMessage Stamp(HttpRequestMessage request, RefreshMessage message)
    {
        request.Headers.Add("X-Device-Info", message.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", message.ViewerAddress);
        return request;
    }
}
