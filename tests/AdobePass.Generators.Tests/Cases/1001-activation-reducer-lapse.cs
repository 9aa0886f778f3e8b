// title: Activation screen as a reducer whose code lapses
// kind: library
// rule: AP4001
// twin: activation-reducer
// why: the clock is handed to the reducer in every round, which leaves the state when the code has lapsed
// expect: none
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Lumen.Activation;

public abstract record ScreenState
{
    public sealed record Idle : ScreenState;

    public sealed record ShowingCode(string Code, DateTimeOffset Ends) : ScreenState;

    public sealed record Lapsed : ScreenState;

    public sealed record SignedIn(string Provider) : ScreenState;
}

public abstract record ScreenEvent
{
    public sealed record CodeIssued(string Code, DateTimeOffset Ends) : ScreenEvent;

    public sealed record NothingAt(DateTimeOffset Now) : ScreenEvent;

    public sealed record ProfileFound(string Provider) : ScreenEvent;
}

public sealed class ActivationStore(HttpClient http, TimeProvider clock, Func<ValueTask<string>> bearer, string brand)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(3500);

    public event Action<ScreenState>? Changed;

    public static ScreenState Reduce(ScreenState state, ScreenEvent happened) => (state, happened) switch
    {
        (_, ScreenEvent.CodeIssued issued) => new ScreenState.ShowingCode(issued.Code, issued.Ends),
        (ScreenState.ShowingCode showing, ScreenEvent.NothingAt at) when at.Now >= showing.Ends => new ScreenState.Lapsed(),
        (ScreenState.ShowingCode, ScreenEvent.ProfileFound found) => new ScreenState.SignedIn(found.Provider),
        _ => state,
    };

    public async Task<ScreenState> RunAsync(ScreenState state)
    {
        while (state is ScreenState.ShowingCode showing)
        {
            var provider = await AskAsync(showing.Code);
            state = Reduce(state, provider is null ? new ScreenEvent.NothingAt(clock.GetUtcNow()) : new ScreenEvent.ProfileFound(provider));
            Changed?.Invoke(state);
            await Task.Delay(Beat);
        }

        return state;
    }

    private async Task<string?> AskAsync(string code)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/code/{code}");
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        using var answer = await http.SendAsync(question);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var json = await JsonDocument.ParseAsync(stream);
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(p => p.Name).FirstOrDefault();
    }
}
