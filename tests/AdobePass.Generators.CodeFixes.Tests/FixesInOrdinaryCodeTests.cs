using AdobePass.Generators.CodeFixes.Tests.Support;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>The fixes that people meet first, in code that was written without looking at them.</summary>
public class FixesInOrdinaryCodeTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;

        namespace Ordinary;


        """;

    private const string BoxToken = """
        public class TokenSource
        {
            private readonly HttpClient client;
            private readonly string clientId, clientSecret;

            public TokenSource(HttpClient client, string clientId, string clientSecret)
            {
                this.client = client;
                this.clientId = clientId;
                this.clientSecret = clientSecret;
            }

            private async Task<string> FetchToken(CancellationToken ct)
            {
                var body = new FormUrlEncodedContent(new[]
                {
                    new KeyValuePair<string, string>("grant_type", "client_credentials"),
                    new KeyValuePair<string, string>("client_id", clientId),
                    new KeyValuePair<string, string>("client_secret", clientSecret),
                });
                var res = await client.PostAsync("https://sp.auth.adobe.com/o/client/token", body, ct);
                res.EnsureSuccessStatusCode();
                using var doc = await JsonDocument.ParseAsync(await res.Content.ReadAsStreamAsync(ct), default, ct);
                var root = doc.RootElement;
                return root.GetProperty("access_token").GetString()!;
            }

            public async Task<HttpResponseMessage> Profiles(string sp, CancellationToken ct)
            {
                var msg = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + sp + "/profiles");
                msg.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await FetchToken(ct));
                return await client.SendAsync(msg, ct);
            }
        }
        """;

    private const string TypedToken = """
        public record AccessTokenAnswer(
            [property: JsonPropertyName("access_token")] string Value,
            [property: JsonPropertyName("expires_in")] int ExpiresIn);

        internal sealed class Entitlement(HttpClient http, Dictionary<string, string> form)
        {
            public async Task<string> DecideAsync(string url)
            {
                using var get = new HttpRequestMessage(HttpMethod.Get, url);
                get.Headers.Authorization = new("Bearer", await TokenAsync());
                using var reply = await http.SendAsync(get);
                return await reply.Content.ReadAsStringAsync();
            }

            async Task<string> TokenAsync()
            {
                using var reply = await http.PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(form));
                AccessTokenAnswer? answer = await reply.Content.ReadFromJsonAsync<AccessTokenAnswer>();
                return answer!.Value;
            }
        }
        """;

    private const string Gateway = """
        public sealed class Gateway(HttpClient http)
        {
            public async Task<string> PreauthorizeAsync(string sp, string mvpd, string[] ids, string token, IPAddress viewerAddress)
            {
                var message = new HttpRequestMessage { Method = HttpMethod.Post, RequestUri = new Uri($"https://sp.auth.adobe.com/api/v2/{sp}/decisions/preauthorize/{mvpd}") };
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                message.Content = JsonContent.Create(new { resources = ids });
                var answer = await http.SendAsync(message);
                return await answer.Content.ReadAsStringAsync();
            }
        }
        """;

    private const string GatewayShort = """
        public sealed class SessionProxy
        {
            private readonly HttpClient _pass = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

            public async Task<JsonElement> Open(string clientIp, FormUrlEncodedContent form)
            {
                var response = await _pass.PostAsync("/api/v2/CHAN1/sessions", form);
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }
        }
        """;

    private const string Wait = """
        public static class Login
        {
            public static async Task<bool> UntilSignedIn(HttpClient http, string code, CancellationToken ct)
            {
                for (;;)
                {
                    var json = await http.GetFromJsonAsync<JsonElement>($"https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/{code}");
                    if (json.GetProperty("profiles").EnumerateObject().MoveNext()) return true;
                    Thread.Sleep(5000);
                }
            }
        }
        """;

    private const string WaitWithFlag = """
        public class Poller
        {
            private readonly HttpClient _http = new HttpClient();

            public async Task PollAsync(string sp, string code)
            {
                var signedIn = false;
                while (!signedIn)
                {
                    await Task.Delay(TimeSpan.FromSeconds(4));
                    using var r = await _http.GetAsync("https://sp.auth.adobe.com/api/v2/" + sp + "/profiles/code/" + code);
                    var text = await r.Content.ReadAsStringAsync();
                    signedIn = text.Contains("notAfter");
                }
            }
        }
        """;

    private const string Log = """
        public sealed class Diary
        {
            public void Note(AccessToken token, string path)
            {
                Console.Error.WriteLine("token of {0}: {1}", path, token.Reveal());
            }
        }
        """;

    private const string LogPair = """
        public static class Report
        {
            public static void Print(ClientCredentials pair, TextWriter log) =>
                Console.WriteLine($"{pair.ClientId} / {pair.ClientSecret.Reveal()}");
        }
        """;

    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "AP1004", "client", BoxToken, "DateTimeOffset.UtcNow.AddSeconds(root.GetProperty(\"expires_in\").GetInt64() - 60)" },
        { "AP1004", "client", TypedToken, "DateTimeOffset.UtcNow.AddSeconds(answer!.ExpiresIn - 60)" },
        { "AP2003", "server", Gateway, "message.Headers.TryAddWithoutValidation(\"X-Forwarded-For\", viewerAddress.ToString());" },
        { "AP2003", "server", GatewayShort, "request.Headers.TryAddWithoutValidation(\"X-Forwarded-For\", clientIp);" },
        { "AP4002", "client", Wait, "if (DateTimeOffset.UtcNow >= deadline)" },
        { "AP4002", "client", WaitWithFlag, "if (DateTimeOffset.UtcNow >= deadline)" },
        { "AP1009", "client", Log, "Console.Error.WriteLine(\"token of {0}: {1}\", path, token);" },
        { "AP1009", "client", LogPair, "{pair.ClientId} / {pair.ClientSecret}" },
        { "AP3002", "client", "public static class Settings\n{\n    internal static readonly string Statement = \"@\";\n}\n", "ADOBE_PASS_SOFTWARE_STATEMENT" },
        {
            "AP3002",
            "client",
            "public class Boot\n{\n    const string Statement = \"@\";\n\n    object Body() => new { software_statement = Statement };\n}\n",
            "static readonly string Statement = Environment.GetEnvironmentVariable(\"ADOBE_PASS_SOFTWARE_STATEMENT\")"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fix_is_offered_and_compiles(string rule, string kind, string source, string expected)
    {
        var text = Usings + source.Replace("@", MadeUpTokens.Statement(), StringComparison.Ordinal);
        var workspace = UserWorkspace.Create(text, kind, []);
        var errors = await ErrorsAsync(workspace);
        var diagnostic = Assert.Single(await workspace.DiagnosticsAsync(), each => each.Id == rule);
        var actions = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
        foreach (var fix in RulesTests.Fixes.Where(each => each.FixableDiagnosticIds.Contains(rule)))
        {
            actions.AddRange(await workspace.ActionsAsync(fix, diagnostic));
        }

        var changed = await workspace.ApplyAsync(Assert.Single(actions));

        Assert.Empty(errors);
        Assert.Contains(expected, await changed.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await ErrorsAsync(changed));
        Assert.DoesNotContain(await changed.DiagnosticsAsync(), each => each.Id == rule);
    }

    private static async Task<List<string>> ErrorsAsync(UserWorkspace workspace) =>
        [.. (await workspace.ProblemsAsync()).Where(static each => each.Contains("error", StringComparison.Ordinal))];
}
