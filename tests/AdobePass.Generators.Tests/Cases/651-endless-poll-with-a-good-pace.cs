// title: endless poll with a good pace
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kanal.Login;

public sealed class CodeWait(HttpClient http, Func<ValueTask<string>> bearer)
{
    private readonly List<string> _seen = new();

    public IReadOnlyList<string> Seen => _seen;

    public async Task WaitAsync(string channel, string code)
    {
        for (; ; ) // expect: AP4002#a
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}"); // expect: AP4002#a
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
            using var response = await http.SendAsync(request); // expect: AP4002#a
            var json = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
            if (json.TryGetProperty("profiles", out var profiles) && profiles.EnumerateObject().MoveNext())
            {
                _seen.Add(code);
                return;
            }

            await Task.Delay(4_000);
        }
    }
}
