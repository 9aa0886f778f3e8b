using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>Requests of Flurl, Refit and RestSharp.</summary>
public class HttpLibraryTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net.Http;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Flurl;
        using Flurl.Http;
        using Refit;
        using RestSharp;
        using RestSharp.Authenticators;

        public sealed record Pair(string client_id, string client_secret);

        public sealed record Token(string access_token, long expires_in);


        """;

    [Theory]
    [InlineData("the chain adds no header", "await [|\"https://sp.auth.adobe.com/o/client/register\".PostJsonAsync(new { a = statement })|];")]
    [InlineData(
        "segments",
        """
        var url = "https://sp.auth.adobe.com".AppendPathSegments("api", "v2", channel, "profiles");
        await [|url.WithHeader("AP-Device-Identifier", device).WithOAuthBearerToken(token).GetStringAsync()|];
        """)]
    [InlineData(
        "a client",
        """
        var client = new FlurlClient("https://sp.auth.adobe.com").WithHeader("User-Agent", "box");
        await [|client.Request("o", "client", "register").PostJsonAsync(new { a = statement })|];
        """)]
    [InlineData(
        "a request in a local",
        """
        var request = new Flurl.Url("https://sp.auth.adobe.com/api/v2/").AppendPathSegment(channel).AppendPathSegment("profiles")
            .WithOAuthBearerToken(token);
        request.WithHeader("AP-Device-Identifier", device);
        await [|request.GetAsync()|];
        """)]
    public async Task Missing_device_information_of_Flurl_is_reported(string name, string statements) =>
        await ReportsAsync(name, "AP2001", InMethod(statements));

    [Theory]
    [InlineData("in the chain", "await \"https://sp.auth.adobe.com/o/client/register\".WithHeader(\"X-Device-Info\", info).PostJsonAsync(new { a = statement });")]
    [InlineData(
        "members of an object",
        """
        await $"https://sp.auth.adobe.com/api/v2/{channel}/profiles".WithHeaders(new { X_Device_Info = info, AP_Device_Identifier = device })
            .GetStringAsync();
        """)]
    [InlineData(
        "of the client",
        """
        var client = new FlurlClient("https://sp.auth.adobe.com").WithHeader("X-Device-Info", info);
        await client.Request("o/client/register").PostJsonAsync(new { a = statement });
        """)]
    [InlineData(
        "as a statement",
        """
        var request = $"https://sp.auth.adobe.com/api/v2/{channel}/profiles".WithOAuthBearerToken(token);
        request.WithHeader("X-Device-Info", info).WithHeader("AP-Device-Identifier", device);
        await request.GetAsync();
        """)]
    [InlineData("before the call", "await \"https://sp.auth.adobe.com/o/client/register\".BeforeCall(call => { }).PostJsonAsync(new { a = statement });")]
    [InlineData("another host", "await \"https://music.example/api/v2/x/profiles\".GetStringAsync();")]
    public async Task Complete_request_of_Flurl_is_not_reported(string name, string statements) =>
        await ReportsAsync(name, "AP2001", InMethod(statements));

    [Theory]
    [InlineData(
        "in a local",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        var request = [|new RestRequest("/o/client/register", Method.Post)|];
        request.AddHeader("Accept", "application/json");
        await client.ExecuteAsync(request);
        """)]
    [InlineData(
        "a chain",
        """
        var client = new RestClient(new RestClientOptions("https://sp.auth.adobe.com/api") { Authenticator = new JwtAuthenticator(token) });
        await client.GetAsync([|new RestRequest("v2/{channel}/profiles")|].AddUrlSegment("channel", channel).AddHeader("AP-Device-Identifier", device));
        """)]
    [InlineData(
        "the body alone",
        """
        using var client = new RestClient("https://sp.auth.adobe.com/");
        await [|client.PostJsonAsync("o/client/register", new { a = statement })|];
        """)]
    public async Task Missing_device_information_of_RestSharp_is_reported(string name, string statements) =>
        await ReportsAsync(name, "AP2001", InMethod(statements));

    [Theory]
    [InlineData(
        "of the request",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        var request = new RestRequest("/o/client/register", Method.Post).AddHeader("X-Device-Info", info);
        await client.ExecuteAsync(request);
        """)]
    [InlineData(
        "of the client",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        client.AddDefaultHeader("X-Device-Info", info);
        await client.ExecuteAsync(new RestRequest("/o/client/register", Method.Post));
        """)]
    [InlineData(
        "in a dictionary",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        var request = new RestRequest($"/api/v2/{channel}/profiles");
        request.AddHeaders(new Dictionary<string, string> { ["X-Device-Info"] = info, ["AP-Device-Identifier"] = device });
        await client.GetAsync(request);
        """)]
    [InlineData(
        "another host",
        """
        var client = new RestClient("https://music.example");
        await client.ExecuteAsync(new RestRequest("/o/client/register", Method.Post));
        """)]
    [InlineData(
        "set up elsewhere",
        """
        var request = new RestRequest("/o/client/register", Method.Post);
        Prepare(request);
        await new RestClient("https://sp.auth.adobe.com").ExecuteAsync(request);
        """)]
    public async Task Complete_request_of_RestSharp_is_not_reported(string name, string statements) =>
        await ReportsAsync(name, "AP2001", InMethod(statements));

    [Theory]
    [InlineData(
        "without the header",
        """
        [Headers("AP-Device-Identifier: fingerprint Ym94", "User-Agent: box")]
        public interface IPass
        {
            [[|Post("/o/client/register")|]]
            Task<Pair> RegisterAsync([Body] object body);

            [[|Get("/api/v2/{channel}/profiles")|]]
            Task<string> ProfilesAsync(string channel, [Header("Authorization")] string bearer);
        }

        public static class Passes
        {
            public static IPass Create() => RestService.For<IPass>("https://sp.auth.adobe.com");
        }
        """)]
    public async Task Missing_device_information_of_Refit_is_reported(string name, string types) =>
        await ReportsAsync(name, "AP2001", types);

    [Theory]
    [InlineData("of the interface", "[Headers(\"X-Device-Info: eyB9\")] public interface IPass { [Post(\"/o/client/register\")] Task<Pair> A([Body] object b); }")]
    [InlineData("of the method", "public interface IPass { [Post(\"/o/client/register\"), Headers(\"X-Device-Info: eyB9\")] Task<Pair> A([Body] object b); }")]
    [InlineData("a parameter", "public interface IPass { [Post(\"/o/client/register\")] Task<Pair> A([Body] object b, [Header(\"X-Device-Info\")] string info); }")]
    [InlineData(
        "any header",
        "public interface IPass { [Post(\"/o/client/register\")] Task<Pair> A([Body] object b, [HeaderCollection] IDictionary<string, string> headers); }")]
    [InlineData("a path of another service", "public interface IMusic { [Get(\"/api/v2/{channel}/profiles\")] Task<string> A(string channel); }")]
    public async Task Complete_request_of_Refit_is_not_reported(string name, string types) =>
        await ReportsAsync(name, "AP2001", types);

    [Theory]
    [InlineData("AP2002", "await [|$\"https://sp.auth.adobe.com/api/v2/{channel}/profiles\".WithHeader(\"X-Device-Info\", info).GetStringAsync()|];")]
    [InlineData("AP3004", "await $\"https://sp.auth.adobe.com/api/v2/{channel}/profiles\".WithOAuthBearerToken([|\"7f3b9c21d04e58aa6615\"|]).GetStringAsync();")]
    [InlineData("AP3003", "await \"https://sp.auth.adobe.com/o/client/token\".PostUrlEncodedAsync(new { client_secret = [|\"7f3b9c21d04e58aa6615\"|] });")]
    [InlineData("AP4010", "await [|\"https://api.auth.adobe.com\".AppendPathSegments(\"api/v1\", \"checkauthn\")|].GetStringAsync();")]
    [InlineData("AP2011", "await \"https://sp.auth.adobe.com/o/client/token\".PostJsonAsync([|new { client_id = device, client_secret = token }|]);")]
    [InlineData("AP2010", "await [|\"https://sp.auth.adobe.com/o/client/token\".SetQueryParams(new { client_id = device, client_secret = token })|].PostAsync();")]
    public async Task Other_mistake_with_Flurl_is_reported(string rule, string statements) =>
        await ReportsAsync(rule, rule, InMethod(statements));

    [Theory]
    [InlineData("AP2002", "await client.ExecuteAsync([|new RestRequest($\"api/v2/{channel}/profiles\")|].AddHeader(\"X-Device-Info\", info));")]
    [InlineData("AP3004", "await client.ExecuteAsync(new RestRequest(\"api/v2/x/profiles\").AddHeader(\"Authorization\", [|\"Bearer 7f3b9c21d04e58aa6615\"|]));")]
    [InlineData("AP3003", "await client.PostAsync(new RestRequest(\"o/client/token\").AddParameter(\"client_secret\", [|\"7f3b9c21d04e58aa6615\"|]));")]
    [InlineData("AP4010", "await client.ExecuteAsync(new RestRequest([|\"api/v1/authorize\"|]));")]
    [InlineData("AP2011", "await client.PostAsync(new RestRequest(\"o/client/token\").AddJsonBody([|new { client_id = device }|]));")]
    public async Task Other_mistake_with_RestSharp_is_reported(string rule, string statements) =>
        await ReportsAsync(rule, rule, InMethod("var client = new RestClient(\"https://sp.auth.adobe.com\"); " + statements));

    [Theory]
    [InlineData("AP3004", "[Headers(\"Authorization: Bearer 7f3b9c21d04e58aa6615\")] public interface IPass { [[|Post(\"/o/client/register\")|]] Task<Pair> A(); }")]
    [InlineData("AP4010", "public interface IPass { [Get([|\"/api/v1/checkauthn\"|])] Task<string> A(); }")]
    public async Task Other_mistake_with_Refit_is_reported(string rule, string types) => await ReportsAsync(
        rule,
        rule,
        types + " public static class P { public static IPass Create() => RestService.For<IPass>(\"https://sp.auth.adobe.com\"); }");

    [Theory]
    [InlineData(
        "AP1001",
        """
        var pair = await [|"https://sp.auth.adobe.com/o/client/register".WithHeader("X-Device-Info", info)
            .PostJsonAsync(new { software_statement = statement })|].ReceiveJson<Pair>();
        var response = await "https://sp.auth.adobe.com/o/client/token".WithHeader("X-Device-Info", info)
            .PostUrlEncodedAsync(new { pair.client_id, pair.client_secret, grant_type = "client_credentials" });
        await File.WriteAllTextAsync("token", await response.GetStringAsync());
        """)]
    [InlineData(
        "AP1001",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        var request = new RestRequest("o/client/register", Method.Post).AddHeader("X-Device-Info", info);
        request.AddJsonBody(new { software_statement = statement });
        var response = await [|client.ExecuteAsync<Pair>(request)|];
        var exchange = new RestRequest("o/client/token", Method.Post);
        exchange.AddParameter("client_id", response.Data!.client_id);
        exchange.AddParameter("client_secret", response.Data.client_secret);
        await File.WriteAllTextAsync("token", (await client.ExecuteAsync(exchange)).Content);
        """)]
    [InlineData(
        "AP1001",
        """
        var pass = RestService.For<IPass>("https://sp.auth.adobe.com");
        var pair = await [|pass.RegisterAsync(new { software_statement = statement }, info)|];
        var answer = await pass.TokenAsync(new() { ["client_id"] = pair.client_id, ["client_secret"] = pair.client_secret }, info);
        await File.WriteAllTextAsync("token", answer.access_token);
        """)]
    [InlineData(
        "AP1004",
        """
        var pass = RestService.For<IPass>("https://sp.auth.adobe.com");
        var answer = await [|pass.TokenAsync(new() { ["client_id"] = device }, info)|];
        await $"https://sp.auth.adobe.com/api/v2/{channel}/profiles".WithHeader("X-Device-Info", info)
            .WithHeader("AP-Device-Identifier", device).WithOAuthBearerToken(answer.access_token).GetStringAsync();
        """)]
    public async Task Lost_result_is_reported(string rule, string statements) =>
        await ReportsAsync(rule, rule, InMethod(statements) + Interface);

    [Theory]
    [InlineData(
        "AP1001",
        """
        var pair = await "https://sp.auth.adobe.com/o/client/register".WithHeader("X-Device-Info", info)
            .PostJsonAsync(new { software_statement = statement }).ReceiveJson<Pair>();
        await File.WriteAllTextAsync("pair", JsonSerializer.Serialize(pair));
        """)]
    [InlineData(
        "AP1001",
        """
        var client = new RestClient("https://sp.auth.adobe.com");
        var request = new RestRequest("o/client/register", Method.Post).AddHeader("X-Device-Info", info);
        var response = await client.ExecuteAsync<Pair>(request);
        await File.WriteAllTextAsync("pair", response.Content);
        """)]
    [InlineData(
        "AP1001",
        """
        var pair = await RestService.For<IPass>("https://sp.auth.adobe.com").RegisterAsync(new { software_statement = statement }, info);
        await File.WriteAllTextAsync("pair", JsonSerializer.Serialize(pair));
        """)]
    [InlineData(
        "AP1004",
        """
        if (_token is null || _ends < DateTimeOffset.UtcNow)
        {
            var answer = await RestService.For<IPass>("https://sp.auth.adobe.com").TokenAsync(new() { ["client_id"] = device }, info);
            (_token, _ends) = (answer.access_token, DateTimeOffset.UtcNow.AddSeconds(answer.expires_in));
        }

        await $"https://sp.auth.adobe.com/api/v2/{channel}/profiles".WithHeader("X-Device-Info", info)
            .WithHeader("AP-Device-Identifier", device).WithOAuthBearerToken(_token).GetStringAsync();
        """)]
    public async Task Kept_result_is_not_reported(string rule, string statements) =>
        await ReportsAsync(rule, rule, InMethod(statements) + Interface);

    private const string Interface = """


        public interface IPass
        {
            [Post("/o/client/register")]
            Task<Pair> RegisterAsync([Body] object body, [Header("X-Device-Info")] string info);

            [Post("/o/client/token")]
            Task<Token> TokenAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, [Header("X-Device-Info")] string info);
        }
        """;

    private static string InMethod(string statements) =>
        "public class C\n{\n    private string? _token;\n    private DateTimeOffset _ends;\n\n"
        + "    public async Task RunAsync(string channel, string device, string info, string token, string statement)\n    {\n"
        + $"        {statements}\n    }}\n\n    private static void Prepare(RestRequest request) => request.AddHeader(\"X-Device-Info\", \"a\");\n}}\n";

    private static async Task ReportsAsync(string name, string rule, string marked)
    {
        var source = Usings + marked;
        var project = new UserProject
        {
            HasHttpLibraries = true,
            WarningsAreErrors = false,
            LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest,
        }.WithSource(RuleTest.Unmark(source)).WithProperty("AdobePassProjectKind", "client").WithSeverity("CS1591", ReportDiagnostic.Suppress);
        Assert.Empty(project.Compilation().GetDiagnostics().Where(static each => each.Severity == DiagnosticSeverity.Error));

        var found = (await project.AnalyzeAsync())
            .Where(each => each.Id == rule)
            .Select(static each => each.Location.SourceSpan)
            .Distinct()
            .OrderBy(static span => span.Start);

        Assert.True(RuleTest.SpansOf(source).SequenceEqual(found), $"{name}: {string.Join(", ", found)}");
    }
}
