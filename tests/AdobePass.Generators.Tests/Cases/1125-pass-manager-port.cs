// title: Manager that was ported line by line from Swift
// kind: console
// rule: AP1002
// why: the pair is only in a field, and a refused token is answered with another registration
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Tide.Mac;

public sealed class PassManager(string statement, string fingerprint, string deviceInfo)
{
    private static readonly HttpClient session = new();
    private (string id, string secret)? client; // expect: AP1001#p|AP1003#p
    private string? token;

    public async Task<IReadOnlyList<string>> providers(string brand)
    {
        client ??= await register(); // expect: AP1001#p|AP1003#p
        token ??= await accessToken();
        try
        {
            return await load();
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Unauthorized)
        {
            client = await register(); // expect: AP1002, AP1001#p|AP1003#p
            token = await accessToken();
            return await load();
        }

        async Task<IReadOnlyList<string>> load()
        {
            var root = await send(HttpMethod.Get, $"/api/v2/{brand}/profiles", null);
            var names = new List<string>();
            foreach (var p in root.GetProperty("profiles").EnumerateObject())
            {
                names.Add(p.Name);
            }

            return names;
        }
    }

    private async Task<(string, string)> register()
    {
        var r = await send(HttpMethod.Post, "/o/client/register", JsonContent.Create(new { software_statement = statement })); // expect: AP1001#p|AP1003#p
        return (r.GetProperty("client_id").GetString()!, r.GetProperty("client_secret").GetString()!);
    }

    private async Task<string> accessToken()
    {
        var r = await send(HttpMethod.Post, "/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client!.Value.id,
            ["client_secret"] = client.Value.secret,
        }));
        return r.GetProperty("access_token").GetString()!;
    }

    private async Task<JsonElement> send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, "https://sp.auth.adobe.com" + path) { Content = body };
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        request.Headers.Add("X-Device-Info", deviceInfo);
        if (token is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + token);
        }

        using var response = await session.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
