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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            static async Task M(HttpClient http, string id, string secret)
            {
                var b = new UriBuilder("https", "sp.auth.adobe.com") { Path = "/o/client/token", Query = [|$"client_id={id}&client_secret={secret}"|] };
                using var m = new HttpRequestMessage(HttpMethod.Post, b.Uri);
                await http.SendAsync(m);
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            static string Mask(string secret) => "***";
            static void M(string secret)
            {
                Console.WriteLine("POST https://sp.auth.adobe.com/o/client/token?client_secret=" + secret.Length);
                Console.WriteLine("https://sp.auth.adobe.com/o/client/token?client_id=a&client_secret=***");
                Console.WriteLine($"https://sp.auth.adobe.com/o/client/token?client_secret={Mask(secret)}");
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
