// title: Play button of a desktop player with a remembered answer
// kind: library
// rule: AP4003
// why: ten tries for one answer, the same list of providers three times, a static memory of permits, a logout for a channel that is not in the package; the pair of the author is in the code
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using AdobePass;

namespace Sandpiper.Player;

public sealed class PlayDecision
{
    public string Resource { get; set; } = "";

    public bool Authorized { get; set; }

    public string? MediaToken { get; set; }
}

public sealed record PlayDecisions(IReadOnlyList<PlayDecision> Decisions);

public sealed record PlayBody(IReadOnlyList<string> Resources);

[AdobePassApi]
public interface IPlayerApi
{
    Task<PlayDecisions> AuthorizeAsync(string serviceProvider, string mvpd, PlayBody body);

    Task<IReadOnlyList<string>> GetConfigurationAsync(string serviceProvider);

    Task LogoutAsync(string serviceProvider, string mvpd, string redirectUrl);
}

public sealed class PlayButton(IPlayerApi api, Action<string> status)
{
    private static readonly ConcurrentDictionary<string, PlayDecision> Remembered = new();

    public static ClientCredentials Pair { get; } =
        new("9b0f6d52-31c7-4a0e-8f55-d6a2e4c7b803", new ClientSecret("e47a1c90-5d2b-4f6e-93a8-1b7c0d5f2e64")); // expect: AP3003

    public async Task<string?> PressAsync(string mvpd, string channel)
    {
        if (Remembered.TryGetValue(channel, out var before))
        {
            return before.MediaToken;
        }

        var body = new PlayBody(new[] { channel });
        PlayDecision? decision = null;
        for (var attempt = 1; attempt <= 10; attempt++) // expect: AP4003
        {
            try
            {
                var answer = await api.AuthorizeAsync("SANDPIPER", mvpd, body);
                decision = answer.Decisions.FirstOrDefault(d => d.Resource == channel);
                if (decision is { Authorized: true }) break;
            }
            catch (AdobePassException e)
            {
                status($"try {attempt}: {e.Message}");
            }

            await Task.Delay(1500);
        }

        foreach (var name in new[] { "header", "footer", "dialog" })
        {
            var providers = await api.GetConfigurationAsync("SANDPIPER"); // expect: AP4006
            status(name + " shows " + string.Join(", ", providers));
        }

        if (decision is not null && !decision.Authorized)
        {
            await api.LogoutAsync("SANDPIPER", mvpd, "sandpiper://start"); // expect: AP4007
            return null;
        }

        if (decision is not null) Remembered[channel] = decision; // expect: AP4009
        return decision?.MediaToken;
    }
}
