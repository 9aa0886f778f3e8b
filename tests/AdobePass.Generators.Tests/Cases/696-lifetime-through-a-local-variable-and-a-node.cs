// title: lifetime through a local variable and a node
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Kanal.Pass.Nodes;

public sealed class NodeTokens
{
    private readonly HttpClient _http;
    private (string Value, DateTimeOffset Ends)? _current;

    public NodeTokens(HttpClient http) => _http = http;

    public async Task<string> GetAsync(string id, string secret, string info)
    {
        if (_current is { } current && current.Ends > DateTimeOffset.UtcNow)
        {
            return current.Value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = id, ["client_secret"] = secret, ["grant_type"] = "client_credentials",
        });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var node = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var created = node["created_at"]!.GetValue<long>();
        var seconds = node["expires_in"]!.GetValue<int>();
        var start = DateTimeOffset.FromUnixTimeSeconds(created); // expect: AP1007
        var ends = start + TimeSpan.FromMilliseconds(seconds); // expect: AP1007
        _current = (node["access_token"]!.GetValue<string>(), ends);
        return _current.Value.Value;
    }
}
