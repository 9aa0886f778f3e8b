using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1005: A client is created for each use.</summary>
public class AP1005Tests
{
    private const string Rule = "AP1005";

    [Theory]
    [InlineData("for (;;) { using var c = [|new AdobePassClient(_options)|]; }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { void M(AdobePassOptions o) { for (;;) { using var c = [|new AdobePassClient(o)|]; } } }")]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { static void Main() { while (true) { using (var c = [|new AdobePassClient(null!)|]) { } } } }")]
    [InlineData(
        "server",
        DiagnosticSeverity.Warning,
        "class C { async Task M(AdobePassOptions o) { using var c = [|new AdobePassClient(o)|]; await Task.Yield(); } }")]
    [InlineData("server", DiagnosticSeverity.Warning, "class C { void M(IServiceCollection s) => [|s.AddTransient<AdobePassClient>()|]; }")]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { void M(IServiceCollection s) => [|s.AddScoped(p => new AdobePassClient(null!))|]; }")]
    public async Task Use_of_the_runtime_is_reported(string kind, DiagnosticSeverity severity, string marked) =>
        await RuntimeUseTest.ReportsAsync(Rule, kind, severity, marked);

    [Theory]
    [InlineData("client", "class C { static void Main() { using var c = new AdobePassClient(null!); } }")]
    [InlineData(
        "client",
        "class C { async Task RunAsync(AdobePassOptions o) { using var c = new AdobePassClient(o); await Task.Yield(); } }")]
    [InlineData(
        "server",
        "class C { readonly AdobePassClient _c = new(null!); AdobePassClient M() => new AdobePassClient(null!); void " +
        "N(IServiceCollection s) => s.AddSingleton(p => new AdobePassClient(null!)); }")]
    [InlineData(
        "server",
        "interface IHostedService { } class C : IHostedService { async Task ExecuteAsync() { using var c = new AdobePassClient(null!); " +
        "await Task.Yield(); } }")]
    public async Task Correct_use_of_the_runtime_is_not_reported(string kind, string source) =>
        await RuntimeUseTest.IsSilentAsync(kind, source);
}
