// title: Verdict handling whose arm for a refusal asks the viewer first
// kind: library
// rule: AP4007
// twin: verdict-switch-signs-out
// why: the viewer chooses another provider before anything is signed out
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Viewing.Core;

public sealed record MediaToken([property: JsonPropertyName("serializedToken")] string Text);

public sealed record Verdict(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized,
    [property: JsonPropertyName("token")] MediaToken? Token);

public abstract record Outcome
{
    public sealed record Play(string Ticket) : Outcome;

    public sealed record SignedOut : Outcome;

    public sealed record Refused : Outcome;

    public sealed record Unknown : Outcome;
}

public sealed class Viewing(HttpClient http, IReadOnlyDictionary<string, string> deviceHeaders, Func<CancellationToken, Task<string>> bearer, Func<string, Task<bool>> confirm)
{
    private sealed record Answer([property: JsonPropertyName("decisions")] List<Verdict> Verdicts);

    public async Task<Outcome> StartAsync(string channel, string mvpd, string resource, CancellationToken ct)
    {
        using var message = await MessageAsync(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/authorize/{mvpd}", ct);
        message.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(ct);

        return answer?.Verdicts.Find(v => v.Resource == resource) switch
        {
            { Authorized: true, Token: { } token } => new Outcome.Play(token.Text),
            { Authorized: false } => await RefusedAsync(channel, mvpd, ct),
            _ => new Outcome.Unknown(),
        };
    }

    private async Task<Outcome> RefusedAsync(string channel, string mvpd, CancellationToken ct)
    {
        if (!await confirm("This programme is not in your package. Sign in with another provider?"))
        {
            return new Outcome.Refused();
        }

        return await SignOutAsync(channel, mvpd, ct);
    }

    private async Task<Outcome> SignOutAsync(string channel, string mvpd, CancellationToken ct)
    {
        using var message = await MessageAsync(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/logout/{mvpd}?redirectUrl=app%3A%2F%2Fsigned-out", ct);
        using var response = await http.SendAsync(message, ct);
        return new Outcome.SignedOut();
    }

    private async Task<HttpRequestMessage> MessageAsync(HttpMethod method, string url, CancellationToken ct)
    {
        var message = new HttpRequestMessage(method, url);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
        message.Headers.TryAddWithoutValidation("AP-Device-Identifier", deviceHeaders["AP-Device-Identifier"]);
        message.Headers.TryAddWithoutValidation("X-Device-Info", deviceHeaders["X-Device-Info"]);
        return message;
    }
}
