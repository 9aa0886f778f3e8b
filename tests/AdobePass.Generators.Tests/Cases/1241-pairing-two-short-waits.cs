// title: Pairing screen of a jukebox with a blinking code
// kind: library
// rule: AP4001
// why: the blinking takes four seconds a turn, and the turns are counted
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Jukebox.Pairing;

public class JukeboxPairing
{
    private const int Blink = 1000;
    private readonly HttpClient _http;
    private readonly Func<Task<string>> _bearer;
    private readonly Action<bool> _lamp;

    public JukeboxPairing(HttpClient http, Func<Task<string>> bearer, Action<bool> lamp)
    {
        _http = http;
        _bearer = bearer;
        _lamp = lamp;
    }

    public async Task<string?> WaitAsync(string code)
    {
        var turns = 0;
        while (true)
        {
            await BlinkAsync();
            await BlinkAsync();
            if (await LookAsync(code) is { } mvpd)
            {
                return mvpd;
            }

            if (++turns > 400)
            {
                return null;
            }
        }
    }

    private async Task BlinkAsync()
    {
        _lamp(true);
        await Task.Delay(Blink);
        _lamp(false);
        await Task.Delay(Blink);
    }

    private async Task<string?> LookAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/JUKEBOX/profiles/code/" + code);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer());
        using var response = await _http.SendAsync(request);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (response.IsSuccessStatusCode && json.TryGetProperty("profiles", out var profiles))
        {
            foreach (var profile in profiles.EnumerateObject())
            {
                return profile.Name;
            }
        }

        return null;
    }
}
