// title: Enrolment service of a video app on a games console
// kind: library
// rule: AP1001
// hard: yes
// why: the retry helper only returns what the lambda returns; the pair ends up in the token request and nowhere else
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ravine.Console;

public sealed class EnrolmentService : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) });
    private readonly Func<string> _information;
    private readonly string _statement;
    private string? _bearer;

    public EnrolmentService(Func<string> information, string statement)
    {
        _information = information;
        _statement = statement;
    }

    // One bearer for the whole session of the title.
    public async Task<string> GetBearerAsync(CancellationToken ct)
    {
        if (_bearer is not null)
        {
            return _bearer;
        }

        var (id, secret) = await StubbornlyAsync(() => AnnounceAsync(ct), ct); // expect: AP1001#a
        using var message = Post("token", new FormUrlEncodedContent(new[]
        {
            KeyValuePair.Create("client_id", id),
            KeyValuePair.Create("client_secret", secret),
            KeyValuePair.Create("grant_type", "client_credentials"),
        }));
        using var response = await _http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return _bearer = json.GetProperty("access_token").GetString()!;
    }

    public void Dispose() => _http.Dispose();

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

    private async Task<(string Id, string Secret)> AnnounceAsync(CancellationToken ct)
    {
        using var message = Post("register", JsonContent.Create(new Dictionary<string, string> { ["software_statement"] = _statement })); // expect: AP1001#a
        using var response = await _http.SendAsync(message, ct); // expect: AP1001#a
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return (json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
    }

    private HttpRequestMessage Post(string what, HttpContent body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + what) { Content = body };
        message.Headers.Add("X-Device-Info", _information());
        return message;
    }
}
