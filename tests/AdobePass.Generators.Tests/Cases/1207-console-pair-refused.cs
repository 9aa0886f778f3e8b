// title: Desktop player that replaces a pair only when the token endpoint does not know it
// kind: library
// rule: AP1002
// why: the expired bearer brings a bearer; the registration hangs on invalid_client
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pelican.Desktop;

public sealed class TokenKeeper(HttpClient http, string path, string info, string statement)
{
    private string? _token;
    private DateTimeOffset _tokenExpires;

    public async Task<string> CurrentAsync()
    {
        if (_token is null || DateTimeOffset.UtcNow >= _tokenExpires)
        {
            await RenewAsync();
        }

        return _token!;
    }

    private async Task RenewAsync()
    {
        if (!File.Exists(path))
        {
            await EnrolAsync();
        }

        var answer = await AskAsync();
        if (answer.StatusCode == HttpStatusCode.BadRequest)
        {
            var reason = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();
            if (reason == "invalid_client")
            {
                await EnrolAsync();
                answer = await AskAsync();
            }
        }

        answer.EnsureSuccessStatusCode();
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _token = json.GetProperty("access_token").GetString();
        _tokenExpires = DateTimeOffset.UtcNow.AddSeconds(json.GetProperty("expires_in").GetInt64() - 90);
    }

    private async Task EnrolAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", info);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await using var file = File.Create(path);
        await answer.Content.CopyToAsync(file);
    }

    private async Task<HttpResponseMessage> AskAsync()
    {
        using var pair = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = pair.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.RootElement.GetProperty("client_secret").GetString()!,
            ["grant_type"] = "client_credentials",
        });
        return await http.SendAsync(request);
    }
}
