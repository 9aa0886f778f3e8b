// title: dynamic client registration with the company's own identity server
// kind: library
// expect: none
// rule: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Slate.Identity;

/// <summary>Each build agent gets a client of its own, which lives as long as the agent.</summary>
public sealed class AgentIdentity
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://id.slate.example/realms/build/") };
    private (string Id, string Secret)? _client;

    public async Task<HttpResponseMessage> CallAsync(Uri target, string initialAccess, CancellationToken ct)
    {
        _client ??= await RegisterAsync(initialAccess, ct);
        var response = await SendAsync(target, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            // The realm forgets agents over night.
            response.Dispose();
            _client = await RegisterAsync(initialAccess, ct);
            response = await SendAsync(target, ct);
        }

        return response;
    }

    private async Task<(string Id, string Secret)> RegisterAsync(string initialAccess, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "clients-registrations/openid-connect");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", initialAccess);
        request.Content = JsonContent.Create(new { client_name = Environment.MachineName, grant_types = new[] { "client_credentials" } });
        using var response = await _http.SendAsync(request, ct);
        var json = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
        return ((string)json["client_id"]!, (string)json["client_secret"]!);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri target, CancellationToken ct)
    {
        var (id, secret) = _client!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Add("X-Agent", id);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{id}:{secret}")));
        return await _http.SendAsync(request, ct);
    }
}
