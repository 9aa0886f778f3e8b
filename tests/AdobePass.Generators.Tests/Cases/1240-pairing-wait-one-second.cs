// title: Pairing screen of a karaoke box
// kind: library
// rule: AP4001
// why: one second is too fast, and an unused code keeps the loop alive
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Karaoke.Box;

public class PairingScreen
{
    private readonly HttpClient _http;
    private readonly Func<Task<string>> _bearer;

    public PairingScreen(HttpClient http, Func<Task<string>> bearer)
    {
        _http = http;
        _bearer = bearer;
    }

    public event EventHandler<string>? Paired;

    public async Task WaitAsync(string code)
    {
        string? mvpd = null;
        while (mvpd == null) // expect: AP4002
        {
            await Task.Delay(TimeSpan.FromSeconds(1)); // expect: AP4001
            mvpd = await LookAsync(code);
        }

        Paired?.Invoke(this, mvpd);
    }

    private async Task<string?> LookAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/KARAOKE/profiles/code/" + code);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer());
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var profile in json.GetProperty("profiles").EnumerateObject())
        {
            return profile.Name;
        }

        return null;
    }
}
