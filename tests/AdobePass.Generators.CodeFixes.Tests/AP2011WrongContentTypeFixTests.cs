using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2011.</summary>
public class AP2011WrongContentTypeFixTests
{
    private const string Form = "\"application/x-www-form-urlencoded\"";

    [Theory]
    [InlineData("new StringContent(text)", "new StringContent(text, Encoding.UTF8, " + Form + ")")]
    [InlineData("new StringContent(\"grant_type=a\" /* a */ ) /* b */", "new StringContent(\"grant_type=a\", Encoding.UTF8, " + Form + " /* a */ ) /* b */")]
    [InlineData("new StringContent($\"grant_type=a&client_id={text}\", Encoding.ASCII)", "new StringContent($\"grant_type=a&client_id={text}\", Encoding.ASCII, " + Form + ")")]
    [InlineData("new StringContent(text, Encoding.UTF8, \"text/plain\")", "new StringContent(text, Encoding.UTF8, " + Form + ")")]
    [InlineData("new StringContent(text, Encoding.UTF8, mediaType: /* a */ @\"application/json\")", "new StringContent(text, Encoding.UTF8, mediaType: /* a */ " + Form + ")")]
    [InlineData("new StringContent(text, new MediaTypeHeaderValue(\"application/json\"))", "new StringContent(text, new MediaTypeHeaderValue(" + Form + "))")]
    [InlineData("new StringContent(content: text)", "new StringContent(content: text, Encoding.UTF8, " + Form + ")")]
    public async Task A_form_gets_its_media_type(string before, string after) => await FixTest.FixesAsync(new WrongContentTypeFix(), Wrap("token", before), Wrap("token", after));

    [Theory]
    [InlineData("new StringContent(JsonSerializer.Serialize(text))", "new StringContent(JsonSerializer.Serialize(text), Encoding.UTF8, \"application/json\")")]
    [InlineData("new StringContent(\"{ }\", null, \"text/json\")", "new StringContent(\"{ }\", null, \"application/json\")")]
    public async Task Json_gets_its_media_type(string before, string after) => await FixTest.FixesAsync(new WrongContentTypeFix(), Wrap("register", before), Wrap("register", after));

    [Fact]
    public async Task A_body_in_a_local_is_changed_where_it_is_made() => await FixTest.FixesAsync(
        new WrongContentTypeFix(),
        Wrap("token", "body", "using var body = new StringContent(text);\r\n        "),
        Wrap("token", "body", "using var body = new StringContent(text, Encoding.UTF8, " + Form + ");\r\n        "));

    [Fact]
    public async Task A_namespace_is_imported_where_it_is_missing() => await FixTest.FixesAsync(
        new WrongContentTypeFix(),
        Wrap("token", "new StringContent(text)").Replace("using System.Text;\n", string.Empty, StringComparison.Ordinal),
        Wrap("token", "new StringContent(text, Encoding.UTF8, " + Form + ")"));

    [Fact]
    public async Task A_name_that_means_something_else_is_written_in_full() => await FixTest.FixesAsync(
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
    public async Task A_body_of_another_kind_is_left_to_the_author(string endpoint, string body) => await FixTest.OffersNothingAsync(new WrongContentTypeFix(), Wrap(endpoint, body));

    [Fact]
    public async Task A_local_that_is_sent_twice_is_left_to_the_author() => await FixTest.OffersNothingAsync(
        new WrongContentTypeFix(),
        Wrap("token", "body", "var body = new StringContent(text); AppContext.SetData(\"body\", body); "));

    [Fact]
    public async Task All_in_a_document_are_fixed_at_once() => await FixTest.FixesAllAsync(
        new WrongContentTypeFix(),
        Wrap("token", "new StringContent(text)", "AppContext.SetData(\"b\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(text)));\n        ").Replace("using System.Text;\n", string.Empty, StringComparison.Ordinal),
        Wrap("token", "new StringContent(text, Encoding.UTF8, " + Form + ")", "AppContext.SetData(\"b\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(text, Encoding.UTF8, \"application/json\")));\n        "));

    private static string Wrap(string endpoint, string body, string before = "") =>
        "using System;\nusing System.Net.Http;\nusing System.Net.Http.Headers;\nusing System.Net.Http.Json;\nusing System.Text;\nusing System.Text.Json;\nusing System.Threading.Tasks;\n\nclass C\n{\n    async Task M(HttpClient http, string text)\n    {\n        "
        + before + $"AppContext.SetData(\"a\", await http.PostAsync(\"https://sp.auth.adobe.com/o/client/{endpoint}\", {body}));\n    }}\n}}\n";
}
