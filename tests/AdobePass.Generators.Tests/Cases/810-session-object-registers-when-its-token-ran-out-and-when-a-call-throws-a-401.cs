// title: Session object registers when its token ran out and when a call throws a 401
// kind: library
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Brook.Tv;

public interface IPairBox
{
    void Put(string json);

    string? Get();
}

public sealed class BrookSession
{
    private readonly HttpClient _http;
    private readonly IPairBox _box;
    private readonly Func<string> _statement;
    private readonly string _deviceInfo;
    private string _token = "";
    private DateTimeOffset _tokenEnds;

    public BrookSession(HttpClient http, IPairBox box, Func<string> statement, string deviceInfo) =>
        (_http, _box, _statement, _deviceInfo) = (http, box, statement, deviceInfo);

    public bool IsTokenExpired => DateTimeOffset.UtcNow >= _tokenEnds;

    public async Task<string> TokenAsync()
    {
        if (!IsTokenExpired)
        {
            return _token;
        }

        await RegisterAsync(); // expect: AP1002
        return await RefreshAsync();
    }

    public async Task<T> CallAsync<T>(Func<string, Task<T>> call)
    {
        try
        {
            return await call(await TokenAsync());
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Unauthorized)
        {
            await RegisterAsync(); // expect: AP1002
            return await call(await RefreshAsync());
        }
    }

    private async Task RegisterAsync()
    {
        var text = await PostAsync("register", JsonContent.Create(new JsonObject { ["software_statement"] = _statement() }));
        _box.Put(text);
    }

    private async Task<string> RefreshAsync()
    {
        var pair = JsonNode.Parse(_box.Get() ?? throw new InvalidOperationException("not registered"))!;
        var answer = JsonNode.Parse(await PostAsync("token", new FormUrlEncodedContent(
        [
            new KeyValuePair<string, string>("grant_type", "client_credentials"),
            new KeyValuePair<string, string>("client_id", pair["client_id"]!.GetValue<string>()),
            new KeyValuePair<string, string>("client_secret", pair["client_secret"]!.GetValue<string>()),
        ])))!;
        _tokenEnds = DateTimeOffset.UtcNow.AddSeconds(answer["expires_in"]!.GetValue<long>() - 60);
        return _token = answer["access_token"]!.GetValue<string>();
    }

    private async Task<string> PostAsync(string tail, HttpContent content)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/o/client/{tail}") { Content = content };
        message.Headers.Add("X-Device-Info", _deviceInfo);
        var response = await _http.SendAsync(message);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
