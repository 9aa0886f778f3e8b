// title: Session state machine that goes back to registration when its token has lapsed
// kind: console
// rule: AP1002
// hard: yes
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Pico.Tv.Session
{
    internal enum Stage { Cold, Registered, Ready }

    internal record SessionState(Stage Stage, JsonNode? Client = null, string? AccessToken = null, DateTimeOffset TokenEnds = default);

    internal sealed class SessionMachine(HttpClient http, string statePath, string deviceInfo, Func<string> statement)
    {
        private SessionState _now = File.Exists(statePath)
            ? new SessionState(Stage.Registered, JsonNode.Parse(File.ReadAllText(statePath)))
            : new SessionState(Stage.Cold);

        public async Task<string> BearerAsync()
        {
            while (_now is not { Stage: Stage.Ready } || _now.TokenEnds <= DateTimeOffset.UtcNow)
            {
                _now = _now switch
                {
                    { Stage: Stage.Cold } => await RegisterAsync(_now),
                    { Stage: Stage.Ready } when _now.TokenEnds <= DateTimeOffset.UtcNow => await RegisterAsync(_now), // expect: AP1002
                    _ => await TokenAsync(_now),
                };
            }

            return _now.AccessToken!;
        }

        private async Task<SessionState> RegisterAsync(SessionState state)
        {
            using var post = Post("https://sp.auth.adobe.com/o/client/register", JsonContent.Create(new { software_statement = statement() }));
            using var answer = await http.SendAsync(post);
            answer.EnsureSuccessStatusCode();
            var text = await answer.Content.ReadAsStringAsync();
            File.WriteAllText(statePath, text);
            return state with { Stage = Stage.Registered, Client = JsonNode.Parse(text) };
        }

        private async Task<SessionState> TokenAsync(SessionState state)
        {
            var fields = new StringBuilder("grant_type=client_credentials")
                .Append("&client_id=").Append(Uri.EscapeDataString((string)state.Client!["client_id"]!))
                .Append("&client_secret=").Append(Uri.EscapeDataString((string)state.Client["client_secret"]!));
            using var post = Post("https://sp.auth.adobe.com/o/client/token", new StringContent(fields.ToString(), Encoding.ASCII, "application/x-www-form-urlencoded"));
            var asked = DateTimeOffset.UtcNow;
            using var answer = await http.SendAsync(post);
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return state with
            {
                Stage = Stage.Ready,
                AccessToken = json.RootElement.GetProperty("access_token").GetString(),
                TokenEnds = asked.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64() - 60),
            };
        }

        private HttpRequestMessage Post(string url, HttpContent body)
        {
            var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
            message.Headers.TryAddWithoutValidation("X-Device-Info", deviceInfo);
            return message;
        }
    }
}
