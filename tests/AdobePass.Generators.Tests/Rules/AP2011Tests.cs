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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public Task M(string id) => PostAsync("https://sp.auth.adobe.com/o/client/token", [|JsonContent.Create(new { client_id = id })|]);
            async Task PostAsync(string url, HttpContent body)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public Task M(string id) => PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = id }));
            async Task PostAsync(string url, HttpContent body)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
