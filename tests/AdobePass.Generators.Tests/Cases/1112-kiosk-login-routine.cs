// title: Login routine of a museum kiosk, written as a coroutine
// kind: console
// rule: AP4002
// hard: yes
// why: four seconds between two requests, and the routine ends with the code
// expect: none
using System;
using System.Collections;
using System.Net.Http;
using System.Text.Json;

namespace Museum.Kiosk;

public sealed record WaitForSeconds(double Seconds);

public sealed class LoginRoutine
{
    private readonly HttpClient _http = new();
    private readonly string _brand;
    private readonly DateTimeOffset _codeEnds;

    public LoginRoutine(string brand, string bearer, DateTimeOffset codeEnds)
    {
        _brand = brand;
        _codeEnds = codeEnds;
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
    }

    public event Action<string>? LoggedIn;

    public event Action? GaveUp;

    public IEnumerator Run(string code)
    {
        var address = "https://sp.auth.adobe.com/api/v2/" + _brand + "/profiles/code/" + code;
        while (DateTimeOffset.UtcNow < _codeEnds)
        {
            yield return new WaitForSeconds(4);
            var call = _http.GetAsync(address);
            while (!call.IsCompleted)
            {
                yield return null;
            }

            if (!call.IsCompletedSuccessfully || !call.Result.IsSuccessStatusCode)
            {
                continue;
            }

            var read = call.Result.Content.ReadAsStringAsync();
            while (!read.IsCompleted)
            {
                yield return null;
            }

            if (Provider(read.Result) is { } provider)
            {
                LoggedIn?.Invoke(provider);
                yield break;
            }
        }

        GaveUp?.Invoke();
    }

    private static string? Provider(string text)
    {
        using var json = JsonDocument.Parse(text);
        var profiles = json.RootElement.GetProperty("profiles").EnumerateObject();
        return profiles.MoveNext() ? profiles.Current.Name : null;
    }
}
