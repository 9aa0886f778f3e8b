// title: Login as a stream of steps for a console application
// kind: library
// rule: AP4002
// why: the only consumer, in the same file, reads until a profile comes
// hard: yes
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Dunlin.Login;

public readonly record struct LoginStep(int Round, string? Provider);

public sealed class LoginSteps
{
    private readonly HttpClient _http;
    private readonly string _channel;
    private readonly string _bearer;
    private readonly string? _subject;

    public LoginSteps(HttpClient http, string channel, string bearer, string? subject)
    {
        _http = http;
        _channel = channel;
        _bearer = bearer;
        _subject = subject;
    }

    public async Task<string> UntilSignedInAsync(string code, IProgress<int> progress)
    {
        await foreach (var step in StepsAsync(code))
        {
            progress.Report(step.Round);
            if (step.Provider is { } provider)
            {
                return provider;
            }
        }

        throw new InvalidOperationException("never reached");
    }

    private async IAsyncEnumerable<LoginStep> StepsAsync(string code)
    {
        var round = 0;
        while (true) // expect: AP4002
        {
            var provider = await AskAsync(code);
            yield return new LoginStep(++round, provider);
            if (provider is not null)
            {
                yield break;
            }

            await Task.Delay(TimeSpan.FromSeconds(5));
        }
    }

    private async Task<string?> AskAsync(string code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + _channel + "/profiles/code/" + Uri.EscapeDataString(code));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        if (_subject is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("Adobe-Subject-Token", _subject); // expect: AP2007
        }

        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (from profile in body.RootElement.GetProperty("profiles").EnumerateObject()
                orderby profile.Name
                select profile.Name).FirstOrDefault();
    }
}
