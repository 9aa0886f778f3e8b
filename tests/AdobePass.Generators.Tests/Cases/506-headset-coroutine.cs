// title: Coroutine of a headset application (engine style)
// kind: library
// rule: AP1001, AP1002
// why: the routine runs at each start of the scene and forgets the pair; an expired token starts it again
using System;
using System.Collections;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Lumen.Cinema.Scripts;

public abstract class SceneScript
{
    private readonly List<IEnumerator> _routines = new();

    protected void StartRoutine(IEnumerator routine) => _routines.Add(routine);

    // Called by the engine once per frame.
    public void Tick()
    {
        for (var i = _routines.Count - 1; i >= 0; i--)
        {
            if (!_routines[i].MoveNext())
            {
                _routines.RemoveAt(i);
            }
        }
    }
}

public sealed class LobbyScript : SceneScript
{
    private static readonly HttpClient Http = new();

    private readonly string _statement;
    private readonly string _deviceInfo;
    private BearerToken? _token;

    public LobbyScript(string statement, string deviceInfo)
    {
        _statement = statement;
        _deviceInfo = deviceInfo;
    }

    public bool CanOpenDoors => _token is { IsExpired: false };

    public void Awake() => StartRoutine(LinkHeadset());

    // The viewer puts the headset on again.
    public void OnFocus()
    {
        if (_token?.IsExpired == true) // expect: AP1002#b
        {
            StartRoutine(LinkHeadset()); // expect: AP1002#b
        }
    }

    private IEnumerator LinkHeadset()
    {
        var enroll = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1001#a
        enroll.Headers.Add("X-Device-Info", _deviceInfo);
        enroll.Content = new StringContent("{\"software_statement\":\"" + _statement + "\"}", Encoding.UTF8, "application/json");
        var call = Http.SendAsync(enroll); // expect: AP1001#a
        while (!call.IsCompleted)
        {
            yield return null;
        }

        var text = call.Result.Content.ReadAsStringAsync();
        while (!text.IsCompleted)
        {
            yield return null;
        }

        using var pair = JsonDocument.Parse(text.Result);
        var form = new FormUrlEncodedContent(new[]
        {
            KeyValuePair.Create("grant_type", "client_credentials"),
            KeyValuePair.Create("client_id", pair.RootElement.GetProperty("client_id").GetString()!),
            KeyValuePair.Create("client_secret", pair.RootElement.GetProperty("client_secret").GetString()!),
        });
        var exchange = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = form };
        exchange.Headers.Add("X-Device-Info", _deviceInfo);
        Task<HttpResponseMessage> second = Http.SendAsync(exchange);
        while (!second.IsCompleted)
        {
            yield return null;
        }

        text = second.Result.Content.ReadAsStringAsync();
        while (!text.IsCompleted)
        {
            yield return null;
        }

        using var issued = JsonDocument.Parse(text.Result);
        var life = TimeSpan.FromSeconds(issued.RootElement.GetProperty("expires_in").GetInt64());
        _token = new BearerToken(issued.RootElement.GetProperty("access_token").GetString()!, DateTimeOffset.UtcNow + life);
    }

    private sealed record BearerToken(string Text, DateTimeOffset Until)
    {
        public bool IsExpired => DateTimeOffset.UtcNow >= Until;
    }
}
