// title: Login as a stream of steps that the caller can cancel
// kind: library
// rule: AP4002
// twin: login-steps-stream
// hard: yes
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
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

    public async Task<string> UntilSignedInAsync(string code, DateTimeOffset codeLapses, string identifier, string information, IProgress<int> progress)
    {
        if (await AskAsync("/profiles", identifier, information, default) is { } already)
        {
            return already;
        }

        using var lapse = new CancellationTokenSource(codeLapses - DateTimeOffset.UtcNow);
        await foreach (var step in StepsAsync(code).WithCancellation(lapse.Token))
        {
            progress.Report(step.Round);
            if (step.Provider is { } provider)
            {
                return provider;
            }
        }

        throw new InvalidOperationException("never reached");
    }

    private async IAsyncEnumerable<LoginStep> StepsAsync(string code, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var round = 0;
        while (true)
        {
            var provider = await AskAsync("/profiles/code/" + Uri.EscapeDataString(code), null, null, ct);
            yield return new LoginStep(++round, provider);
            if (provider is not null)
            {
                yield break;
            }

            await Task.Delay(TimeSpan.FromSeconds(5), ct);
        }
    }

    private async Task<string?> AskAsync(string path, string? identifier, string? information, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + _channel + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        if (identifier is not null)
        {
            request.Headers.Add("AP-Device-Identifier", identifier);
            request.Headers.Add("X-Device-Info", information);
            if (_subject is not null)
            {
                request.Headers.TryAddWithoutValidation("Adobe-Subject-Token", _subject);
            }
        }

        using var response = await _http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        return (from profile in body.RootElement.GetProperty("profiles").EnumerateObject()
                orderby profile.Name
                select profile.Name).FirstOrDefault();
    }
}
