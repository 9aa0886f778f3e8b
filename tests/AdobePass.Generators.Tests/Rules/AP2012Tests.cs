using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2012: Adobe Pass is called without encryption.</summary>
public class AP2012Tests
{
    private const string Rule = "AP2012";

    [Theory]
    [InlineData("const string a = [|\"http://sp.auth.adobe.com/\"|]; var b = a + \"api/v2/\"; var c = $\"{a}api/v2/\";")]
    [InlineData(
        "const string a = [|\"http://sp.auth.adobe.com/\"|]; var b = new Uri(a); Console.WriteLine(a); switch (_token) { case " +
        "\"http://sp.auth.adobe.com/x\": break; }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "if (_token.StartsWith(\"http://sp.auth.adobe.com\")) { _token = _token.Replace(\"http://sp.auth.adobe.com\", " +
        "\"https://sp.auth.adobe.com\"); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(true, "http://sp.auth.adobe.com/o/client/token")]
    [InlineData(true, "HTTP://SP.AUTH.ADOBE.COM")]
    [InlineData(true, "http://sp-prequal.auth-staging.adobe.com:80/api/v2/")]
    [InlineData(false, "http://localhost:5000/o/client/token")]
    [InlineData(false, "http://auth.adobe.com.example/")]
    [InlineData(false, "http://evil.example/sp.auth.adobe.com")]
    public async Task URL_is_checked(bool isReported, string url)
    {
        var project = new UserProject { LanguageVersion = LanguageVersion.Latest }.WithSource($"class C {{ string x = \"{url}\"; }}");

        Assert.Equal(isReported ? [Rule] : [], (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C { static Uri M() { var b = [|new UriBuilder(Uri.UriSchemeHttp, "sp.auth.adobe.com") { Path = "o/client/token" }|]; return b.Uri; } }
        """)]
    [InlineData(
        """
        class C { const string Scheme = "http"; static string M(string code) => [|$"{Scheme}://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/{code}"|]; }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C { static Uri M() { var b = new UriBuilder(Uri.UriSchemeHttps, "sp.auth.adobe.com") { Path = "o/client/token" }; return b.Uri; } }
        """)]
    [InlineData(
        """
        class C { static Exception M() => new ArgumentException("http://sp.auth.adobe.com/ is not allowed"); }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
