// title: App tokens of a streaming chat service, one for each call
// kind: library
// why: wasteful, but another company's OAuth endpoint
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Overlay.Chat;

public sealed record ChatToken([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

public sealed record Channel(string Id, string Name, bool Live);

public sealed class ChatDirectory(HttpClient http, string clientId, string clientSecret)
{
    public async Task<IReadOnlyList<Channel>> LiveAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var live = new List<Channel>();
        foreach (var name in names)
        {
            using var answer = await http.PostAsync("https://id.chat.example/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = clientId,
                ["client_secret"] = clientSecret,
                ["grant_type"] = "client_credentials",
            }), ct);
            var token = await answer.Content.ReadFromJsonAsync<ChatToken>(ct);
            Console.WriteLine($"token {token!.AccessToken} for {name}");

            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.chat.example/helix/channels?name=" + Uri.EscapeDataString(name));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            request.Headers.Add("Client-Id", clientId);
            using var response = await http.SendAsync(request, ct);
            if ((int)response.StatusCode == 429)
            {
                continue;
            }

            var found = await response.Content.ReadFromJsonAsync<Channel[]>(ct) ?? [];
            live.AddRange(found.Where(channel => channel.Live));
        }

        return live;
    }
}
