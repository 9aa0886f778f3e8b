using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP5002: Adobe Pass is registered twice.</summary>
public class AP5002Tests
{
    private const string Rule = "AP5002";

    [Theory]
    [InlineData(
        "_services.AddAdobePass(\"a\", o => { }); [|_services.AddAdobePass(\"a\", o => { })|]; [|_services.AddAdobePass(configure: o " +
        "=> { }, name: \"a\")|];")]
    [InlineData("const string A = \"a\"; _services.AddAdobePass(A, o => { }); [|_services.AddAdobePass(\"a\", o => { })|];")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "if (_token.Length == 0) { _services.AddAdobePass(o => { }); } else { _services.AddAdobePass(o => { }); } var other = new " +
        "ServiceCollection(); other.AddAdobePass(o => { });")]
    [InlineData("_services.AddAdobePass(o => { }); _services.AddAdobePass(\"a\", o => { }); _services.AddAdobePass(\"b\", o => { });")]
    [InlineData("_services.AddAdobePass(_token, o => { }); _services.AddAdobePass(_token, o => { });")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Fact]
    public async Task Registration_from_configuration_counts_and_a_health_check_does_not()
    {
        const string Package = """
            namespace Microsoft.Extensions.DependencyInjection
            {
                public interface IChecks { }
                public static class AdobePassConfigurationServiceCollectionExtensions
                {
                    public static void AddAdobePass(this IServiceCollection services, object section) { }
                    public static void AddAdobePass(this IServiceCollection services, string name, object section) { }
                }
                public static class AdobePassHealthChecksBuilderExtensions
                {
                    public static IChecks AddAdobePass(this IChecks builder, string? clientName = null) => builder;
                }
            }
            """;
        var source = RuleTest.InClass(
            "object s = 1; IChecks checks = null!; " +
            "_services.AddAdobePass(s); _services.AddAdobePass(\"a\", s); _services.AddAdobePass(\"b\", s); " +
            "checks.AddAdobePass().AddAdobePass(); [|_services.AddAdobePass(o => { })|]; [|_services.AddAdobePass(\"a\", o => { })|];");

        var found = await RuleTest.FindAsync(Rule, RuleTest.Project("client", RuleTest.Unmark(source), Package));

        Assert.Equal(RuleTest.SpansOf(source), found.Select(diagnostic => diagnostic.Location.SourceSpan));
    }
}
