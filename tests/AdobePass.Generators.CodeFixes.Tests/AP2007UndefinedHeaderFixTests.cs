using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2007.</summary>
public class AP2007UndefinedHeaderFixTests
{
    private const string Add = "request.Headers.Add(\"AD-Service-Token\", token);";

    [Theory]
    [InlineData("\n        " + Add + "\n", "\n")]
    [InlineData("\r\n        // who\r\n        " + Add + "\r\n        // then\r\n", "\r\n        // who\r\n        // then\r\n")]
    [InlineData("\n        " + Add + " // why\n", "\n        // why\n")]
    [InlineData(" " + Add + "\n", "\n")]
    [InlineData("\n        " + Add + " Other();\n", "\n        Other();\n")]
    [InlineData("\n        Other(); " + Add + " Other();\n", "\n        Other(); Other();\n")]
    [InlineData(
        "\n        request.Headers\n            .TryAddWithoutValidation(\"X-Roku-Reserved-Roku-Connect-Token\", token!);\n"
        + "        Other();\n",
        "\n        Other();\n")]
    [InlineData(
        "\n        if (token.Length > 0)\n        {\n            " + Add + "\n        }\n",
        "\n        if (token.Length > 0)\n        {\n        }\n")]
    public async Task Statement_that_adds_the_undefined_header_is_removed(string before, string after) =>
        await FixTest.FixesAsync(new UndefinedHeaderFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData(" if (token.Length > 0) " + Add)]
    [InlineData(" var added = request.Headers.TryAddWithoutValidation(\"AD-Service-Token\", token);")]
    [InlineData(" request.Headers.Add(\"AD-Service-Token\", await TokenAsync());")]
    [InlineData(" request.Headers.Add(\"AD-Service-Token\", token = \"a\");")]
    [InlineData(" request.Headers.Add(\"AD-Service-Token\", /* secret? */ token);")]
    public async Task No_fix_is_offered_if_the_statement_has_other_effects(string source) =>
        await FixTest.OffersNothingAsync(new UndefinedHeaderFix(), Wrap(source));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new UndefinedHeaderFix(),
        Wrap(
            "\n        " + Add + "\n        request.Headers.Add(\"X-Roku-Reserved-Roku-Connect-Token\", token);\n"
            + "        request.Headers.Add(\"Adobe-Subject-Token\", token); // c\n"),
        Wrap("\n        // c\n"));

    private static string Wrap(string statements) =>
        "using System.Net.Http;\nusing System.Threading.Tasks;\n\nclass C\n{\n    async Task M(HttpClient http, string token)\n    {\n"
        + "        using var request = new HttpRequestMessage(HttpMethod.Get, "
        + "\"https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/ABC123\");" + statements
        + "        await http.SendAsync(request);\n    }\n\n"
        + "    static void Other() { }\n    static Task<string> TokenAsync() => Task.FromResult(\"a\");\n}\n";
}
