// title: Activation screen as a reducer with an effect that asks for the profile
// kind: library
// rule: AP4001
// why: only a profile leaves the state, the beat is a second and a half
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

    public sealed record ShowingCode(string Code, int Asked) : ScreenState;

    public sealed record SignedIn(string Provider) : ScreenState;
}

public abstract record ScreenEvent
{
    public sealed record CodeIssued(string Code) : ScreenEvent;

    public sealed record NothingYet : ScreenEvent;

    public sealed record ProfileFound(string Provider) : ScreenEvent;
}

public sealed class ActivationStore(HttpClient http, Func<ValueTask<string>> bearer, string brand)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1500);

    public event Action<ScreenState>? Changed;

    public static ScreenState Reduce(ScreenState state, ScreenEvent happened) => (state, happened) switch
    {
        (_, ScreenEvent.CodeIssued issued) => new ScreenState.ShowingCode(issued.Code, 0),
        (ScreenState.ShowingCode showing, ScreenEvent.NothingYet) => showing with { Asked = showing.Asked + 1 },
        (ScreenState.ShowingCode, ScreenEvent.ProfileFound found) => new ScreenState.SignedIn(found.Provider),
        _ => state,
    };

    public async Task<ScreenState> RunAsync(ScreenState state)
    {
        while (state is ScreenState.ShowingCode showing) // expect: AP4001, AP4002
        {
            state = Reduce(state, await AskAsync(showing.Code));
            Changed?.Invoke(state);
            await Task.Delay(Beat);
        }

        return state;
    }

    private async Task<ScreenEvent> AskAsync(string code)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/code/{code}");
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        using var answer = await http.SendAsync(question);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return new ScreenEvent.NothingYet();
        }

        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var json = await JsonDocument.ParseAsync(stream);
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(p => p.Name).FirstOrDefault() is { } provider
            ? new ScreenEvent.ProfileFound(provider)
            : new ScreenEvent.NothingYet();
    }
}
