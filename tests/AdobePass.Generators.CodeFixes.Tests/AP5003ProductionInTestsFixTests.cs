using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP5003.</summary>
public class AP5003ProductionInTestsFixTests
{
    [Theory]
    [InlineData(
        "o.Environment = AdobePassEnvironment.ReleaseProduction; // live",
        "o.Environment = AdobePassEnvironment.ReleaseStaging; // live")]
    [InlineData(
        "o = new AdobePassOptions { Environment = AdobePass.AdobePassEnvironment. /* a */ ReleaseProduction /* b */ };",
        "o = new AdobePassOptions { Environment = AdobePass.AdobePassEnvironment. /* a */ ReleaseStaging /* b */ };")]
    [InlineData("o.Environment = ReleaseProduction;", "o.Environment = ReleaseStaging;")]
    public async Task Production_is_replaced_with_staging(string before, string after) =>
        await FixTest.FixesAsync(new ProductionInTestsFix(), Wrap(before), Wrap(after), kind: "test");

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new ProductionInTestsFix(),
        Wrap("o.Environment = ReleaseProduction; o.Environment = AdobePassEnvironment.ReleaseProduction;"),
        Wrap("o.Environment = ReleaseStaging; o.Environment = AdobePassEnvironment.ReleaseStaging;"),
        kind: "test");

    private static string Wrap(string statements) =>
        $"using AdobePass;\nusing static AdobePass.AdobePassEnvironment;\n\nclass C\n{{\n    void M(AdobePassOptions o)\n    {{\n"
        + $"        {statements}\n    }}\n\n    bool Is(AdobePassEnvironment e) => e == ReleaseStaging;\n}}\n";
}
