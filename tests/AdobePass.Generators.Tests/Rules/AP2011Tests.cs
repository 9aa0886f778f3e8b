using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2011: The body has the wrong content type.</summary>
public class AP2011Tests
{
    private const string Rule = "AP2011";
    private const string Register =
        "_http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/register\", new { a = 1 })";

    [Theory]
    [InlineData(
        "await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", [|new FormUrlEncodedContent(new Dictionary<string, " +
        "string>())|]);")]
    [InlineData("await _http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/token\", [|new { client_id = \"a\" }|]);")]
    [InlineData(
        "var c = new StringContent(_token, Encoding.UTF8, new MediaTypeHeaderValue(\"text/json\")); await " +
        "_http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", [|c|]);")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(_token, Encoding.UTF8, " +
        "\"application/json\")); await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", JsonContent.Create(new { a = 1 " +
        "})); " +
        Register +
        ".Wait();")]
    [InlineData(
        "var r = new HttpRequestMessage(HttpMethod.Post, \"https://sp.auth.adobe.com/o/client/token\"); r.Content = new " +
        "StringContent(_token); r.Content.Headers.ContentType = new MediaTypeHeaderValue(\"application/x-www-form-urlencoded\"); await " +
        "_http.SendAsync(r);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
