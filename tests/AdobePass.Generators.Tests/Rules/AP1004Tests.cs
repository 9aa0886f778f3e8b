using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1004: An access token is requested and not reused.</summary>
public class AP1004Tests
{
    private const string Rule = "AP1004";

    [Theory]
    [InlineData(
        "var a = await [|_http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)|]; Console.WriteLine((await " +
        "a.Content.ReadAsStringAsync()).Length);")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "var a = await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null); System.IO.File.WriteAllText(\"t\", await " +
        "a.Content.ReadAsStringAsync());")]
    [InlineData(
        "var a = await _http.PostAsync(\"https://login.example/o/token\", null); Console.WriteLine((await " +
        "a.Content.ReadAsStringAsync()).Length);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    private const string Get = "(await (await [|http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)|]).Content" +
        ".ReadFromJsonAsync<Token>())!.access_token";

    [Theory]
    [InlineData(
        "a field that no other call reads",
        "private string? _token; public async Task RunAsync() { _token = " + Get + "; Use(_token); }")]
    [InlineData(
        "a method that each call asks",
        "public async Task RunAsync() => Use(await AskAsync()); private async Task<string> AskAsync() => (await (await " +
        "[|http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)|]).Content.ReadFromJsonAsync<Token>())!.access_token;")]
    [InlineData(
        "a method that one of two callers keeps",
        "private string? _kept; public string Kept => _kept ?? \"\"; public async Task RunAsync() => Use(await [|AskAsync()|]); " +
        "public async Task KeepAsync() => _kept ??= await AskAsync(); private async Task<string> AskAsync() => (await (await " +
        "http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)).Content.ReadFromJsonAsync<Token>())!.access_token;")]
    [InlineData(
        "a field that each call renews before it reads it",
        "private string? _kept; public async Task RunAsync() { await RenewAsync(); Use(_kept!); } " +
        "private async Task RenewAsync() => _kept = (await (await " +
        "[|http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)|]).Content.ReadFromJsonAsync<Token>())!.access_token;")]
    [InlineData(
        "a method that sets the header of a request",
        "public async Task RunAsync(HttpRequestMessage request) => request.Headers.Authorization = new(\"Bearer\", " + Get + ");")]
    public async Task Tokens_that_are_used_once_are_reported(string situation, string members)
    {
        _ = situation;
        await RuleTest.ReportsAsync(Rule, HandWritten.Client(members + Use));
    }

    [Theory]
    [InlineData(
        "a field that is read first",
        "private string? _token; public async Task RunAsync() { if (_token is null) { _token = " + Get + "; } Use(_token); }")]
    [InlineData("an assignment if null", "private string? _token; public async Task RunAsync() { _token ??= " + Get + "; Use(_token); }")]
    [InlineData(
        "a field that another method reads",
        "private string? _token; public async Task RunAsync() => _token = " + Get + "; public void Play() => Use(_token!);")]
    [InlineData(
        "a session from outside",
        "public IDictionary<string, string> Session { get; set; } = null!; public async Task RunAsync() => Session[\"token\"] = " + Get +
        ";")]
    public async Task Tokens_that_are_reused_are_not_reported(string situation, string members)
    {
        _ = situation;
        await RuleTest.ReportsAsync(Rule, RuleTest.Unmark(HandWritten.Client(members + Use)));
    }

    [Theory]
    [InlineData("string token = \"\"; for (var i = 0; i < 3; i++) { if (i != 1) { token = " + Get + "; } Console.WriteLine(token.Length); }", 0)]
    [InlineData("for (var i = 0; i < 3; i++) { var token = " + Get + "; Console.WriteLine(token.Length); }", 1)]
    [InlineData("var token = " + Get + "; Console.WriteLine(token.Length);", 0)]
    public async Task Program_that_runs_once_may_request_one_token(string statements, int count)
    {
        var program = new UserProject { WarningsAreErrors = false, OutputKind = OutputKind.ConsoleApplication }
            .WithSource(RuleTest.Unmark(HandWritten.Program("private static async Task Main() { " + statements + " }")));

        Assert.Equal(count, (await RuleTest.FindAsync(Rule, RuleTest.Configure(program, "client"))).Count);
    }

    private const string Use = """

        private void Use(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            http.Send(request);
        }
        """;
}
