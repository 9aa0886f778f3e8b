using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3005: An identity token is a constant.</summary>
public class AP3005Tests
{
    private const string Rule = "AP3005";

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"Adobe-Subject-Token\", [|\"A73E915CD842E91BA73E915C\"|]); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"x-roku-reserved-roku-connect-token\", [|\"A73E915CD842E91BA73E915C\"|]); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("_http.DefaultRequestHeaders.Add(\"Adobe-Subject-Token\", _token); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"Adobe-Subject-Token\", \"YOUR-SUBJECT-TOKEN-GOES-HERE-4711\"); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"X-Other-Token\", \"A73E915CD842E91BA73E915C\"); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
