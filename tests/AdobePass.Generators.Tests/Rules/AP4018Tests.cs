using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4018: A sign-in cannot be canceled.</summary>
public class AP4018Tests
{
    private const string Rule = "AP4018";

    [Theory]
    [InlineData("await [|_viewer.SignInOnSecondScreenAsync(p => { })|];")]
    [InlineData("await [|_viewer.SignInOnSecondScreenAsync(p => { }, default)|];")]
    [InlineData("await [|_viewer.SignInInBrowserAsync((p, t) => Task.CompletedTask, CancellationToken.None)|];")]
    [InlineData("await [|_viewer.WaitForSignInAsync(new CancellationToken())|].ConfigureAwait(false);")]
    [InlineData("await [|_viewer.AuthorizeOrSignInAsync(\"res-1\", p => { })|];")]
    [InlineData("await foreach (var step in [|_viewer.SignInStepsAsync()|]) { }")]
    [InlineData("Func<Task> run = () => [|_viewer.WaitForSignInAsync()|]; await run();")]
    public async Task Sign_in_without_the_available_token_is_a_warning(string statements)
    {
        var found = await RuleTest.ReportsAsync(Rule, InScreen("CancellationToken stop", statements));

        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
        Assert.Contains("'stop'", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await [|_viewer.WaitForSignInAsync()|];")]
    [InlineData("await [|_viewer.WaitForSignInAsync()|]; using var later = new CancellationTokenSource(); var token = later.Token;")]
    public async Task Sign_in_where_no_token_is_available_is_info(string statements) => Assert.Equal(
        DiagnosticSeverity.Info,
        Assert.Single(await RuleTest.ReportsAsync(Rule, InScreen("", statements))).Severity);

    [Theory]
    [InlineData("await _viewer.WaitForSignInAsync(stop);")]
    [InlineData("await _viewer.SignInOnSecondScreenAsync(p => { }, cancellationToken: stop);")]
    [InlineData("await _viewer.WaitForSignInAsync().WaitAsync(stop);")]
    [InlineData("await foreach (var step in _viewer.SignInStepsAsync().WithCancellation(stop)) { }")]
    [InlineData("using var source = new CancellationTokenSource(); await _viewer.WaitForSignInAsync(source.Token);")]
    [InlineData("await _viewer.StartSignInAsync(); await _viewer.CheckSignInAsync();")]
    [InlineData("await new Other().WaitForSignInAsync();")]
    public async Task Sign_in_that_can_end_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, InScreen("CancellationToken stop", statements));

    [Fact]
    public async Task Member_of_the_class_is_available()
    {
        var found = await RuleTest.ReportsAsync(Rule, InScreen(
            "",
            "await [|_viewer.WaitForSignInAsync()|];",
            "readonly CancellationToken _closed = default;"));

        Assert.Contains("'_closed'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    private static string InScreen(string parameters, string statements, string member = "") => RuleTest.InFile($$"""
        using AdobePass.Entitlements;

        class Other { public Task WaitForSignInAsync() => Task.CompletedTask; }

        class Screen
        {
            readonly ViewerEntitlements _viewer = null!;
            {{member}}

            public async Task RunAsync({{parameters}})
            {
                {{statements}}
            }
        }
        """);
}
