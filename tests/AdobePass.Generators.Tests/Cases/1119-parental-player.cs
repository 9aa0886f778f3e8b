// title: Player of a family app that reacts to a denied channel
// kind: console
// rule: AP4007
// why: a denial concerns one channel; the viewer is signed in all the same
using System;
using System.Linq;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Nest.Player;

public sealed record Denial([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string? Message);

public sealed record Decision(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("authorized")] bool Authorized,
    [property: JsonPropertyName("error")] Denial? Error);

public sealed record Decisions([property: JsonPropertyName("decisions")] IReadOnlyList<Decision> Items);

public abstract class PlayerBase
{
    protected abstract void Play(string resource);

    protected abstract void Notify(string message);
}

public abstract class FamilyPlayer(string mvpd, string identifier, string information, Func<ValueTask<string>> bearer) : PlayerBase
{
    private readonly HttpClient _client = new();

    public async Task StartAsync(string resource)
    {
        var decision = await AuthorizeAsync(resource);
        switch (decision)
        {
            case null:
                Notify("The provider did not answer.");
                break;
            case { Authorized: true }:
                Play(resource);
                break;
            case { Authorized: false }:
                Notify(decision.Error?.Message ?? "Please sign in again.");
                await SignOutAsync(); // expect: AP4007
                break;
        }
    }

    public async Task SignOutAsync()
    {
        using var response = await _client.SendAsync(await MessageAsync(HttpMethod.Get, "logout/" + mvpd + "?redirectUrl=nest%3A%2F%2Fhome"));
        response.EnsureSuccessStatusCode();
    }

    private async Task<Decision?> AuthorizeAsync(string resource)
    {
        using var message = await MessageAsync(HttpMethod.Post, "decisions/authorize/" + mvpd);
        message.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await _client.SendAsync(message);
        var decisions = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<Decisions>() : null;
        return decisions?.Items.FirstOrDefault(d => d.Resource == resource);
    }

    private async Task<HttpRequestMessage> MessageAsync(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/NEST/" + path);
        message.Headers.Add("AP-Device-Identifier", identifier);
        message.Headers.Add("X-Device-Info", information);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        return message;
    }
}
