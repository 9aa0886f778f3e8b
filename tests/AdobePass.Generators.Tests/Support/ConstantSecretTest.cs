namespace AdobePass.Generators.Tests.Support;

/// <summary>Analyzes constants that are used as secrets. The made-up secret has the format of a real one.</summary>
internal static class ConstantSecretTest
{
    public static string Secret { get; } = Convert.ToHexString([0xA7, 0x3E, 0x91, 0x5C, 0xD8, 0x42]);

    /// <summary>Asserts that the marked place is reported, and that the message does not contain the secret.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="marked">The source, in which <c>S</c> before a quote stands for the secret.</param>
    public static async Task ReportsAsync(string rule, string marked)
    {
        marked = "using AdobePass; " + marked.Replace("S\"", Secret + "\"", StringComparison.Ordinal);

        var diagnostic = Assert.Single(await UserProject.WithoutSpecs(RuleTest.Unmark(marked)).AnalyzeAsync());

        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(marked.IndexOf("[|", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.DoesNotContain(Secret, diagnostic.GetMessage(), StringComparison.Ordinal);
    }
}
