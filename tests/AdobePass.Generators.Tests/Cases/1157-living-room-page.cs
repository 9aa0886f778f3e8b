// title: Page of a living room app that offers another account after a denial
// kind: console
// rule: AP4007
// why: the viewer says yes before the logout; the permit is kept for the playback that is on
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Sofa.App;

public interface IDialogs
{
    Task<bool> AskAsync(string question, string yes, string no);

    Task TellAsync(string message);
}

public sealed class ChannelPage(IDialogs dialogs, string mvpd, IReadOnlyDictionary<string, string> headers)
{
    private static readonly Uri Root = new("https://sp.auth.adobe.com/api/v2/SOFA/");
    private static DateTime s_lastAnswer;
    private readonly HttpClient _http = new();
    private string? _permit;

    public string? CurrentPermit => _permit;

    public async Task PlayAsync(string channel)
    {
        _permit = null;
        using var request = Create(HttpMethod.Post, "decisions/authorize/" + mvpd);
        request.Content = new StringContent(new JsonObject { ["resources"] = new JsonArray(channel) }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        s_lastAnswer = DateTime.UtcNow;
        var decision = JsonNode.Parse(await response.Content.ReadAsStringAsync())?["decisions"]?.AsArray()
            .FirstOrDefault(d => (string?)d?["resource"] == channel);
        if ((bool?)decision?["authorized"] != true)
        {
            var reason = (string?)decision?["error"]?["message"] ?? "This channel is not part of your package.";
            if (await dialogs.AskAsync(reason + " Sign in with another account?", "Sign out", "Stay"))
            {
                await SignOutAsync();
            }

            return;
        }

        _permit = (string?)decision!["token"]?["serializedToken"];
    }

    private async Task SignOutAsync()
    {
        using var request = Create(HttpMethod.Get, "logout/" + mvpd + "?redirectUrl=" + Uri.EscapeDataString("sofa://home"));
        using var response = await _http.SendAsync(request);
        var action = JsonNode.Parse(await response.Content.ReadAsStringAsync())?["logouts"]?[mvpd];
        if ((string?)action?["actionType"] == "interactive")
        {
            await dialogs.TellAsync("Please finish in the browser: " + new Uri(Root, (string?)action["url"]));
        }
        else
        {
            await dialogs.TellAsync($"Signed out. The last answer came at {s_lastAnswer.ToLocalTime():t}.");
        }
    }

    // Device and token come from the shell of the app.
    private HttpRequestMessage Create(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(Root, path));
        request.Headers.Add("AP-Device-Identifier", headers["device"]);
        request.Headers.Add("X-Device-Info", headers["info"]);
        request.Headers.Add("Authorization", "Bearer " + headers["token"]);
        return request;
    }
}
