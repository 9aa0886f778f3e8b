// title: tests of hand-written code against a stub, with shortcuts that only tests may take
// kind: test
// expect: none
// rule: AP5003
// twin: 044-probe-tests.cs
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Heron.Player.Tests;

[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScenarioAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

internal sealed class StubHandler(Func<HttpRequestMessage, string> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer(request)) });
}

public sealed class FixtureTests
{
    [Scenario("a login is noticed at the third poll")]
    public async Task A_login_is_noticed()
    {
        var polls = 0;
        using var http = new HttpClient(new StubHandler(_ => ++polls < 3 ? """{"profiles":{}}""" : """{"profiles":{"MvpdAlpha":{}}}"""));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "stub-bearer-0001");
        while (true)
        {
            var json = JsonNode.Parse(await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/HERON/profiles/code/K7M2Q9X"))!;
            if (json["profiles"]!.AsObject().Count > 0)
            {
                break;
            }

            await Task.Delay(10);
        }

        Check(polls == 3);
    }

    [Scenario("a token is read from the answer")]
    public async Task A_token_is_read()
    {
        using var http = new HttpClient(new StubHandler(_ => """{"access_token":"stub-bearer-0002","expires_in":21600}"""));
        using var answer = await http.PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "stub-client",
            ["client_secret"] = "stub-key-0001",
        }));
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Check((string?)json["access_token"] == "stub-bearer-0002");
    }

    [Scenario("the staging environment is used")]
    public async Task The_staging_environment_is_used()
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("HERON_STATEMENT")!),
            CredentialStore = new MemoryCredentialStore(),
        };
        Check(options.Environment != AdobePassEnvironment.ReleaseProduction);
        await using var client = new AdobePassClient(options);
        Check(client is not null);
    }

    private static void Check(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The check failed.");
        }
    }
}
