// title: Login panel of a console game hub, driven by coroutines
// kind: console
// rule: AP4002
// hard: yes
// why: the coroutine asks once a second, and only a login ever ends it
using System;
using System.Collections;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Orbit.Hub;

// Shims for the engine, so that the panel also runs in the editor tool.
public abstract class Behaviour
{
    public event Action<IEnumerator>? Started;

    protected void StartCoroutine(IEnumerator routine) => Started?.Invoke(routine);
}

public sealed class WaitForSeconds(float seconds)
{
    public float Seconds { get; } = seconds;
}

public sealed class LoginPanel : Behaviour
{
    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/") };

    public string Brand { get; set; } = "ORBIT";

    public string? Provider { get; private set; }

    public event Action<string>? SignedIn;

    public void Open(string code, string bearer)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        StartCoroutine(WaitForViewer(code));
    }

    private IEnumerator WaitForViewer(string code)
    {
        while (true) // expect: AP4002, AP4001#w
        {
            var call = Http.GetStringAsync("api/v2/" + Brand + "/profiles/code/" + code);
            while (!call.IsCompleted)
            {
                yield return null;
            }

            if (call.IsCompletedSuccessfully && FirstProvider(call.Result) is { } provider)
            {
                Provider = provider;
                SignedIn?.Invoke(provider);
                yield break;
            }

            yield return new WaitForSeconds(1f); // expect: AP4001#w
        }
    }

    private static string? FirstProvider(string text)
    {
        using var json = JsonDocument.Parse(text);
        foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
        {
            return profile.Name;
        }

        return null;
    }
}
