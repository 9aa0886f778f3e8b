// title: Enrolment of a set-top box with retries and a protected partition
// kind: library
// rule: AP1001
// why: the delegate that the retry helper calls hands the pair to the partition
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ravine.Box;

public sealed record Pair(string Id, string Secret);

public sealed class BoxEnrolment(HttpClient http, Func<string> information, string statement, string partition)
{
    private string? _bearer;

    public async Task<string> GetBearerAsync(CancellationToken ct)
    {
        if (_bearer is { } known)
        {
            return known;
        }

        var (id, secret) = Recall() ?? await StubbornlyAsync(async () => Remember(await AnnounceAsync(ct)), ct);
        using var message = Post("token", new FormUrlEncodedContent(new[]
        {
            KeyValuePair.Create("client_id", id),
            KeyValuePair.Create("client_secret", secret),
            KeyValuePair.Create("grant_type", "client_credentials"),
        }));
        using var response = await http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return _bearer = json.GetProperty("access_token").GetString()!;
    }

    private static async Task<T> StubbornlyAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await work();
            }
            catch (HttpRequestException) when (round < 3)
            {
                await Task.Delay(TimeSpan.FromSeconds(2 * round), ct);
            }
        }
    }

    private Pair? Recall()
    {
        var path = Path.Combine(partition, "pass.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Pair>(File.ReadAllText(path)) : null;
    }

    private Pair Remember(Pair pair)
    {
        using var stream = File.Create(Path.Combine(partition, "pass.json"));
        JsonSerializer.Serialize(stream, pair);
        return pair;
    }

    private async Task<Pair> AnnounceAsync(CancellationToken ct)
    {
        using var message = Post("register", JsonContent.Create(new Dictionary<string, string> { ["software_statement"] = statement }));
        using var response = await http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return new Pair(json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
    }

    private HttpRequestMessage Post(string what, HttpContent body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + what) { Content = body };
        message.Headers.Add("X-Device-Info", information());
        return message;
    }
}
