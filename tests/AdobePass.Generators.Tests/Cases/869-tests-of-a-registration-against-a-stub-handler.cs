// title: Tests of a registration against a stub handler
// kind: test
// why: a test keeps nothing, and polls a stub as fast as it can
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Quay.Tests;

internal sealed class StubHandler(Func<string, string> answer) : HttpMessageHandler
{
    public List<string> Paths { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Paths.Add(path);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(answer(path), Encoding.UTF8, "application/json"),
        });
    }
}

internal sealed class RegistrationTests
{
    public async Task Registers_and_polls()
    {
        var polls = 0;
        var stub = new StubHandler(path => path switch
        {
            "/o/client/register" => """{"client_id":"c-1","client_secret":"fake-secret-1"}""",
            "/o/client/token" => """{"access_token":"fake-token","expires_in":60}""",
            _ => ++polls < 3 ? """{"profiles":{}}""" : """{"profiles":{"MvpdAlpha":{}}}""",
        });
        using var http = new HttpClient(stub) { BaseAddress = new Uri("https://sp.auth-staging.adobe.com") };
        http.DefaultRequestHeaders.Add("X-Device-Info", "eyJ9");
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", "box");

        using var registered = await http.PostAsJsonAsync("/o/client/register", new { software_statement = "a.b.c" });
        var pair = await registered.Content.ReadFromJsonAsync<JsonElement>();
        using var answered = await http.PostAsync("/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.GetProperty("client_id").GetString()!,
            ["client_secret"] = "fake-secret-1",
        }));
        var token = await answered.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        while (!(await http.GetStringAsync("/api/v2/CHAN1/profiles/code/ABC")).Contains("MvpdAlpha"))
        {
            await Task.Yield();
        }

        if (stub.Paths.Count != 5)
        {
            throw new InvalidOperationException($"{stub.Paths.Count} requests");
        }
    }
}
