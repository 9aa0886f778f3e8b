using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2010: A client secret is part of a URL.</summary>
public class AP2010Tests
{
    private const string Rule = "AP2010";

    [Theory]
    [InlineData("const string a = [|\"https://sp.auth.adobe.com/o/client/token?client_secret=a\"|]; var b = a + \"&x=1\"; var c = a;")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(true, "https://sp.auth.adobe.com/o/client/token?client_id=a&client_secret=b")]
    [InlineData(true, "/o/client/token?grant_type=client_credentials&client_secret=")]
    [InlineData(false, "https://sp.auth.adobe.com/o/client/token")]
    [InlineData(false, "https://other.example/token?client_secret=x")]
    public async Task URL_is_checked(bool isReported, string url)
    {
        var project = new UserProject { LanguageVersion = LanguageVersion.Latest }.WithSource($"class C {{ string x = \"{url}\"; }}");

        Assert.Equal(isReported ? [Rule] : [], (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task Interpolated_or_concatenated_URL_with_a_secret_is_reported()
    {
        var project = new UserProject { LanguageVersion = LanguageVersion.Latest }.WithSource("""
            class C
            {
                string M(string id, string secret) => $"https://sp.auth.adobe.com/o/client/token?client_id={id}&client_secret={secret}";
                string N(string id, string s) => "https://h/o/client/token?client_id=" + id + "&client_secret=" + s;
            }
            """);

        Assert.Equal([Rule, Rule], (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }
}
