// title: Terminal that waits for a visitor to activate a museum pass
// kind: library
// rule: none
// why: a pass of paper in a system with similar paths; the gate is quick on purpose
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Museum.Terminal;

public sealed class PassTerminal(string terminalToken)
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://pass.museum.example/api/v2/VISITOR/") };

    public async Task<string> WaitForVisitorAsync(string code)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "profiles/code/" + code);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", terminalToken);
            using var response = await _http.SendAsync(request);
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            foreach (var profile in json.GetProperty("profiles").EnumerateObject())
            {
                return profile.Name;
            }

            Thread.Sleep(400);
        }
    }

    public async Task<bool> OpenGateAsync(string visitor)
    {
        using var body = JsonContent.Create(new { resources = new[] { "gate-3" } });
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var response = await _http.PostAsync("decisions/authorize/" + visitor, body);
            var text = await response.Content.ReadAsStringAsync();
            if (text.Contains("\"authorized\":true"))
            {
                return true;
            }
        }

        using var bye = await _http.GetAsync("logout/" + visitor);
        return false;
    }

    // The guide app shows films and signs in at sp.auth.adobe.com; the terminal does not.
    public static string Describe() => "X-Device-Info and AP-Device-Identifier are not used by the gate.";
}
