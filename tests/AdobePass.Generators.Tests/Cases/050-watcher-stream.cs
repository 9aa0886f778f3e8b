// title: one stream of login states is too fast, another never ends
// kind: library
// rule: AP4001
// twin: 051-watcher-helper.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Gannet.Login;

public enum LoginState
{
    Waiting,
    Done,
}

/// <summary>The client has the bearer of the device in its default headers.</summary>
public sealed class LoginWatcher(HttpClient http, string channel)
{
    public async IAsyncEnumerable<LoginState> WatchAsync(string code, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(2));
        var state = LoginState.Waiting;
        while (state != LoginState.Done && await ticks.WaitForNextTickAsync(ct)) // expect: AP4001
        {
            var text = await http.GetStringAsync($"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}", ct);
            using var json = JsonDocument.Parse(text);
            using var names = json.RootElement.GetProperty("profiles").EnumerateObject();
            state = names.MoveNext() ? LoginState.Done : LoginState.Waiting;
            yield return state;
        }
    }

    // Used by the lobby screens, which show the code all day.
    public async Task<string> FirstProfileAsync(string code)
    {
        for (; ; ) // expect: AP4002
        {
            using var response = await http.GetAsync($"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
            if (response.IsSuccessStatusCode)
            {
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
                {
                    return profile.Name;
                }
            }

            await Task.Delay(5000);
        }
    }
}
