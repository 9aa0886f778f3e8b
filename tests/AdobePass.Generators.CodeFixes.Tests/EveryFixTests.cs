using AdobePass.Generators.CodeFixes.Tests.Support;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>All fixes over one document with many mistakes.</summary>
public class EveryFixTests
{
    private static readonly string Secret = Convert.ToHexString([0xA7, 0x3E, 0x91, 0x5C, 0xD8, 0x42, 0xE9, 0x1B]);

    private static readonly string Source = $$"""
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using System.Text.Json;
        using System.Threading.Tasks;
        using AdobePass;
        using Microsoft.Extensions.DependencyInjection;
        using MyApp.RestV2;

        namespace MyApp;

        [AdobePassApi]
        public interface IEverything { }

        [AdobePassApi]
        public interface ILogin
        {
            Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, [AdobePassParameter("ct")] System.Threading.CancellationToken ct);
            void Logout(string serviceProvider, string mvpd, string redirectUrl);
            Task<string> GetProfileForCodeAsync(string serviceProvider, string code);
            Task GetConfigurationAsync(string serviceProvider);
            Task<ProfilesResponse> GetProfileForMvpdAsync(int serviceProvider, string mvpd);
        }

        [AdobePassApi]
        public interface IPermits
        {
            Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);
        }

        public class App
        {
            private const string Host = "https://sp.auth.adobe.com";
            private readonly HttpClient _http = new();
            private readonly DeviceInformation _information = null!;

            public void Configure(IServiceCollection services, AdobePassOptions options, AccessToken token)
            {
                options.CredentialStore = new MemoryCredentialStore();
                options.SoftwareStatement = new SoftwareStatement("{{MadeUpTokens.Statement()}}");
                services.AddSingleton(options).AddScoped<AdobePassClient>();
                Console.WriteLine($"{token.Reveal()} {new ClientSecret("{{Secret}}")}");
                AppContext.SetData("address", new Uri("http://sp.auth.adobe.com:80/o"));
                AppContext.SetData("token", new AccessToken("{{Secret}}"));
                AppContext.SetData("whole", "{{MadeUpTokens.Access()}}");
                AppContext.SetData("old", "https://api.auth.adobe.com/api/v1/config/CHAN1");
            }

            public async Task LoginAsync(StreamingDevice device, string serviceToken, string form)
            {
                var answer = await _http.PostAsync(Host + "/o/client/token", new StringContent(form));
                var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                var ends = DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("created_at").GetInt64()).AddMinutes(json.GetProperty("expires_in").GetInt64());
                AppContext.SetData("ends", ends);
                AppContext.SetData("answer", json);

                for (var i = 0; i < 100; i++)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, Host + "/api/v2/CHAN1/profiles/code/ABC123");
                    request.Headers.Add("AD-Service-Token", serviceToken);
                    using var polled = await _http.SendAsync(request);
                    if (polled.IsSuccessStatusCode) { break; }
                    await Task.Delay(TimeSpan.FromMilliseconds(500));
                }

                var profiles = await _http.GetAsync(Host + "/api/v2/CHAN1/profiles");
                for (var i = 0; i < 3 && profiles.StatusCode == HttpStatusCode.TooManyRequests; i++)
                {
                    profiles = await _http.GetAsync(Host + "/api/v2/CHAN1/profiles");
                    if (profiles.StatusCode == HttpStatusCode.TooManyRequests)
                    {
                        await Task.Delay(100);
                        continue;
                    }
                }
            }

            public async Task WaitAsync(StreamingDevice device)
            {
                while (true)
                {
                    using var polled = await _http.GetAsync(Host + "/api/v2/CHAN1/profiles/code/ABC123");
                    if (polled.IsSuccessStatusCode) { break; }
                    await Task.Delay(3000);
                }

                var call = new HttpRequestMessage(HttpMethod.Get, Host + "/api/v2/CHAN1/configuration");
                call.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", await TokenAsync());
                await _http.SendAsync(call);
            }

            private async Task<string?> TokenAsync()
            {
                var answer = await _http.PostAsync(Host + "/o/client/token", null);
                var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                return json.GetProperty("access_token").GetString();
            }

            public async Task<bool> MayPlayAsync(IPermits permits)
            {
                var answer = await permits.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest { Resources = ["res-1"] });
                return answer.Decisions[0].Authorized;
            }

            public async Task RegisterAsync(string deviceId)
            {
                var answer = await _http.PostAsync(Host + "/o/client/register", null);
                var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                var id = json.GetProperty("client_id").GetString();
                var secret = json.GetProperty("client_secret").GetString();
                var form = new Dictionary<string, string?> { ["client_id"] = id, ["client_secret"] = secret };
                await _http.PostAsync("https://example.org/", new FormUrlEncodedContent(form));
            }

            public async Task LogoutAsync() => await _http.GetAsync(Host + "/api/v2/CHAN1/logout/MvpdAlpha");
        }

        """;

    [Fact]
    public async Task Fix_all_fixes_every_fixable_diagnostic_and_keeps_the_rest()
    {
        var workspace = UserWorkspace.Create(Source);
        var reported = (await workspace.DiagnosticsAsync()).Select(each => each.Id).ToHashSet();
        var problems = (await workspace.ProblemsAsync()).Select(WithoutPlace).ToHashSet();

        for (string? text = null; text != await workspace.TextAsync();)
        {
            text = await workspace.TextAsync();
            foreach (var fix in RulesTests.Fixes.Where(each => each.GetFixAllProvider() is not null))
            {
                workspace = await FixAllAsync(workspace, fix);
            }
        }

        // The method with an arrow has no place for a request; tokens are fixed one by one.
        Assert.Equal(["AP2001", "AP2002", "AP3001", "AP3004"], (await workspace.DiagnosticsAsync()).Select(each => each.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Subset(problems, (await workspace.ProblemsAsync()).Select(WithoutPlace).ToHashSet());
        Assert.DoesNotContain(await workspace.ProblemsAsync(), problem => problem.Contains("error", StringComparison.Ordinal));
        Assert.All(
            RulesTests.Fixes.Where(each => each.GetFixAllProvider() is not null
                && each is not ProductionInTestsFix // in tests alone
                && each is not MissingForwardedForFix), // on servers alone
            fix => Assert.Contains(fix.FixableDiagnosticIds[0], reported));
    }

    private static string WithoutPlace(string problem) => problem.Substring(problem.IndexOf(": ", StringComparison.Ordinal) + 1);

    private static async Task<UserWorkspace> FixAllAsync(UserWorkspace workspace, CodeFixProvider fix)
    {
        foreach (var diagnostic in (await workspace.DiagnosticsAsync()).Where(each => fix.FixableDiagnosticIds.Contains(each.Id)))
        {
            if (await workspace.ActionsAsync(fix, diagnostic) is [{ EquivalenceKey: { } key }, ..])
            {
                return await workspace.FixAllAsync(fix, key);
            }
        }

        return workspace;
    }
}
