using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2011.</summary>
public class AP2011WrongContentTypeFixTests
{
    private const string Form = "\"application/x-www-form-urlencoded\"";

    [Theory]
    [InlineData("new StringContent(text)", "new StringContent(text, Encoding.UTF8, " + Form + ")")]
    [InlineData(
        "new StringContent(\"grant_type=a\" /* a */ ) /* b */",
        "new StringContent(\"grant_type=a\", Encoding.UTF8, " + Form + " /* a */ ) /* b */")]
    [InlineData(
        "new StringContent($\"grant_type=a&client_id={text}\", Encoding.ASCII)",
        "new StringContent($\"grant_type=a&client_id={text}\", Encoding.ASCII, " + Form + ")")]
    [InlineData("new StringContent(text, Encoding.UTF8, \"text/plain\")", "new StringContent(text, Encoding.UTF8, " + Form + ")")]
    [InlineData(
        "new StringContent(text, Encoding.UTF8, mediaType: /* a */ @\"application/json\")",
        "new StringContent(text, Encoding.UTF8, mediaType: /* a */ " + Form + ")")]
    [InlineData(
        "new StringContent(text, new MediaTypeHeaderValue(\"application/json\"))",
        "new StringContent(text, new MediaTypeHeaderValue(" + Form + "))")]
    [InlineData("new StringContent(content: text)", "new StringContent(content: text, Encoding.UTF8, " + Form + ")")]
    public async Task Form_body_gets_the_form_media_type(string before, string after) =>
        await FixTest.FixesAsync(new WrongContentTypeFix(), Wrap("token", before), Wrap("token", after));

    [Theory]
    [InlineData(
        "new StringContent(JsonSerializer.Serialize(text))",
        "new StringContent(JsonSerializer.Serialize(text), Encoding.UTF8, \"application/json\")")]
    [InlineData("new StringContent(\"{ }\", null, \"text/json\")", "new StringContent(\"{ }\", null, \"application/json\")")]
    public async Task JSON_body_gets_the_JSON_media_type(string before, string after) =>
        await FixTest.FixesAsync(new WrongContentTypeFix(), Wrap("register", before), Wrap("register", after));

    [Fact]
    public async Task Body_in_a_local_variable_is_changed_where_it_is_created() => await FixTest.FixesAsync(
        new WrongContentTypeFix(),
        Wrap("token", "body", "using var body = new StringContent(text);\r\n        "),
        Wrap("token", "body", "using var body = new StringContent(text, Encoding.UTF8, " + Form + ");\r\n        "));

    [Fact]
    public async Task Missing_using_directive_is_added() => await FixTest.FixesAsync(
        new WrongContentTypeFix(),
        Wrap("token", "new StringContent(text)").Replace("using System.Text;\n", string.Empty, StringComparison.Ordinal),
        Wrap("token", "new StringContent(text, Encoding.UTF8, " + Form + ")"));

    [Fact]
    public async Task Ambiguous_type_name_is_fully_qualified() => await FixTest.FixesAsync(
        new WrongContentTypeFix(),
        Wrap("token", "new StringContent(text)") + "class Encoding { }\n",
        Wrap("token", "new StringContent(text, System.Text.Encoding.UTF8, " + Form + ")") + "class Encoding { }\n");

    [Theory]
    [InlineData("token", "new StringContent(\"{ \\\"grant_type\\\": \\\"a\\\" }\")")]
    [InlineData("token", "new StringContent(JsonSerializer.Serialize(text))")]
    [InlineData("register", "new StringContent(\"software_statement=a\")")]
    [InlineData("register", "new FormUrlEncodedContent([])")]
    [InlineData("token", "JsonContent.Create(text)")]
    [InlineData("token", "new StringContent(text, Encoding.UTF8, System.Net.Mime.MediaTypeNames.Text.Plain)")]
    public async Task No_fix_is_offered_for_a_body_of_another_kind(string endpoint, string body) =>
        await FixTest.OffersNothingAsync(new WrongContentTypeFix(), Wrap(endpoint, body));

    [Fact]
    public async Task No_fix_is_offered_for_a_body_that_is_used_twice() => await FixTest.OffersNothingAsync(
        new WrongContentTypeFix(),
        Wrap("token", "body", "var body = new StringContent(text); AppContext.SetData(\"body\", body); "));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new WrongContentTypeFix(),
        Wrap(
            "token",
            "new StringContent(text)",
            "AppContext.SetData(\"b\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(text)));\n"
            + "        ")
            .Replace("using System.Text;\n", string.Empty, StringComparison.Ordinal),
        Wrap(
            "token",
            "new StringContent(text, Encoding.UTF8, " + Form + ")",
            "AppContext.SetData(\"b\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(text, "
            + "Encoding.UTF8, \"application/json\")));\n        "));

    private static string Wrap(string endpoint, string body, string before = "") =>
        "using System;\nusing System.Net.Http;\nusing System.Net.Http.Headers;\nusing System.Net.Http.Json;\nusing System.Text;\n"
        + "using System.Text.Json;\nusing System.Threading.Tasks;\n\nclass C\n{\n"
        + "    async Task M(HttpClient http, string text)\n    {\n        " + before
        + $"AppContext.SetData(\"a\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/{endpoint}\", {body}));\n    }}\n}}\n";
}
