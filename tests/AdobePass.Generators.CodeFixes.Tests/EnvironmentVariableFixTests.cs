using AdobePass.Generators.CodeFixes.Tests.Support;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP3001 to AP3004.</summary>
public class EnvironmentVariableFixTests
{
    private static readonly string Token = MadeUpTokens.Access();
    private static readonly string Statement = MadeUpTokens.Statement();
    private static readonly string Secret = Convert.ToHexString([0xA7, 0x3E, 0x91, 0x5C, 0xD8, 0x42, 0xE9, 0x1B]);

    private const string ReadsToken =
        "Environment.GetEnvironmentVariable(\"ADOBE_PASS_ACCESS_TOKEN\") ?? "
        + "throw new InvalidOperationException(\"Set the environment variable ADOBE_PASS_ACCESS_TOKEN.\")";
    private const string ReadsStatement =
        "Environment.GetEnvironmentVariable(\"ADOBE_PASS_SOFTWARE_STATEMENT\") ?? "
        + "throw new InvalidOperationException(\"Set the environment variable ADOBE_PASS_SOFTWARE_STATEMENT.\")";
    private const string ReadsSecret =
        "Environment.GetEnvironmentVariable(\"ADOBE_PASS_CLIENT_SECRET\") ?? "
        + "throw new InvalidOperationException(\"Set the environment variable ADOBE_PASS_CLIENT_SECRET.\")";

    [Theory]
    [InlineData("var x = \"{T}\"; // leaked", "var x = {E}; // leaked")]
    [InlineData("string x; x = /* a */ @\"{T}\" /* b */;", "string x; x = /* a */ {E} /* b */;")]
    [InlineData("x = \"\"\"{T}\"\"\";", "x = {E};")]
    [InlineData("x = (\"{T}\");", "x = ({E});")]
    [InlineData("x = \"Bearer {T}\";", "x = \"Bearer \" + ({E});")]
    [InlineData("x = \"Bearer \" + \"{T}\";", "x = \"Bearer \" + ({E});")]
    [InlineData("Take(\"{T}\");", "Take({E});")]
    [InlineData("x = x ?? \"{T}\";", "x = x ?? {E};")]
    [InlineData("x = x is null ? \"{T}\" : x;", "x = x is null ? {E} : x;")]
    [InlineData("x = x switch { null => \"{T}\", _ => x };", "x = x switch { null => {E}, _ => x };")]
    [InlineData("Func<string> f = () => \"{T}\";", "Func<string> f = () => {E};")]
    [InlineData("var all = new[] { \"{T}\", \"a\" };", "var all = new[] { {E}, \"a\" };")]
    [InlineData("List<string> all = [\"{T}\"];", "List<string> all = [{E}];")]
    [InlineData(
        "var all = new Dictionary<string, string> { [\"a\"] = \"{T}\", };",
        "var all = new Dictionary<string, string> { [\"a\"] = {E}, };")]
    [InlineData(
        "var all = new Dictionary<string, string> { { \"a\", \"{T}\" } };",
        "var all = new Dictionary<string, string> { { \"a\", {E} } };")]
    [InlineData("ReadOnlySpan<char> all = \"{T}\";", "ReadOnlySpan<char> all = {E};")]
    public async Task Token_in_a_statement_is_read_from_an_environment_variable(string before, string after)
    {
        var head = before.Contains("x;", StringComparison.Ordinal) || before.StartsWith("var x", StringComparison.Ordinal)
            ? string.Empty
            : "string? x = null; ";
        await FixesAsync(new AccessTokenInSourceFix(), Method(head + before), Method(head + after));
    }

    [Theory]
    [InlineData("static readonly string X = \"{T}\";", "static readonly string X = {E};")]
    [InlineData("private string _x = \"{T}\";", "private string _x = {E};")]
    [InlineData("string X { get; } = \"{T}\";", "string X { get; } = {E};")]
    [InlineData("string X => \"{T}\";", "string X => {E};")]
    [InlineData("string X() { return \"{T}\"; }", "string X() { return {E}; }")]
    [InlineData("const string X = \"{T}\"; string Y => X + X;", "static readonly string X = {E}; string Y => X + X;")]
    [InlineData("private const string X = \"{T}\"; // leaked", "private static readonly string X = {E}; // leaked")]
    [InlineData("void Y() { const string x = \"{T}\"; Take(x); }", "void Y() { string x = {E}; Take(x); }")]
    public async Task Token_in_a_member_is_read_from_an_environment_variable(string before, string after) =>
        await FixesAsync(new AccessTokenInSourceFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData("public const string X = \"{T}\";")]
    [InlineData("const string X = \"{T}\", Y = \"a\";")]
    [InlineData("const string X = \"{T}\"; [Obsolete(X)] void Y() { }")]
    [InlineData("const string X = \"{T}\"; bool Y(string y) => y is X;")]
    [InlineData("static readonly string Y = X; const string X = \"{T}\";")]
    [InlineData("[Obsolete(\"{T}\")] void X() { }")]
    [InlineData("void X(string x = \"{T}\") { }")]
    [InlineData("bool X(string x) => x is \"{T}\";")]
    [InlineData("bool X(string x) => x == \"{T}\";")]
    [InlineData("int X(string x) { switch (x) { case \"{T}\": return 1; default: return 2; } }")]
    [InlineData("static ReadOnlySpan<byte> X => \"{T}\"u8;")]
    [InlineData("string X => \"{ \\\"token\\\": \\\"{T}\\\" }\";")]
    [InlineData("string X => \"https://example.org/?token={T}\";")]
    [InlineData("string X(int i) => $\"{T} {i}\";")]
    [InlineData("string X => \"{T}\".Trim();")]
    [InlineData("const string A = \"{T}\"; const string B = A;")]
    [InlineData("string X => \"Bearer \" + /* why */ \"{T}\";")]
    [InlineData("System.Linq.Expressions.Expression<Func<string>> X => () => \"{T}\";")]
    public async Task No_fix_is_offered_for_a_token_in_any_other_location(string member) =>
        await FixTest.OffersNothingAsync(new AccessTokenInSourceFix(), Fill(Wrap(member)));

    [Fact]
    public async Task Software_statement_is_read_from_an_environment_variable() => await FixesAsync(
        new SoftwareStatementInSourceFix(),
        Method("o.SoftwareStatement = new SoftwareStatement(\"{S}\");"),
        Method("o.SoftwareStatement = new SoftwareStatement(" + ReadsStatement + ");"));

    [Theory]
    [InlineData("Take(new ClientSecret(\"{C}\"));", "Take(new ClientSecret({E}));")]
    [InlineData(
        "Take(new ClientSecret(Environment.GetEnvironmentVariable(\"A\") ?? \"{C}\"));",
        "Take(new ClientSecret(Environment.GetEnvironmentVariable(\"A\") ?? {E}));")]
    [InlineData("var c = \"{C}\"; Take(new ClientSecret(c));", "var c = {E}; Take(new ClientSecret(c));")]
    [InlineData("Take(new ClientSecret(\"A7\" + \"{C}\"));", "Take(new ClientSecret({E}));")]
    [InlineData(
        "await http.PostAsync(Address, new FormUrlEncodedContent(new Dictionary<string, string> { [\"client_secret\"] = \"{C}\" }));",
        "await http.PostAsync(Address, new FormUrlEncodedContent(new Dictionary<string, string> { [\"client_secret\"] = {E} }));")]
    [InlineData(
        "await http.PostAsync(Address, new FormUrlEncodedContent([new KeyValuePair<string, string>(\"client_secret\", \"{C}\")]));",
        "await http.PostAsync(Address, new FormUrlEncodedContent([new KeyValuePair<string, string>(\"client_secret\", {E})]));")]
    [InlineData(
        "await http.PostAsync(Address, JsonContent.Create(new { client_secret = \"{C}\", a = 1 }));",
        "await http.PostAsync(Address, JsonContent.Create(new { client_secret = {E}, a = 1 }));")]
    public async Task Client_secret_is_read_from_an_environment_variable(string before, string after) =>
        await FixesAsync(
            new ConstantClientSecretFix(),
            Method(before),
            Method(after.Replace("{E}", ReadsSecret, StringComparison.Ordinal)));

    [Fact]
    public async Task Client_secret_in_a_field_is_replaced_in_the_field_initializer() => await FixesAsync(
        new ConstantClientSecretFix(),
        Wrap("private static readonly string Own = \"{C}\"; // old\n    ClientSecret X => new ClientSecret(Own);"),
        Wrap("private static readonly string Own = " + ReadsSecret + "; // old\n    ClientSecret X => new ClientSecret(Own);"));

    [Theory]
    [InlineData("const string Own = \"{C}\"; ClientSecret X => new ClientSecret(Own);")]
    [InlineData("const string Own = \"{C}\"; ClientSecret X => new ClientSecret(\"A7\" + Own);")]
    [InlineData("async Task X(HttpClient http) => await http.PostAsync(Address, new StringContent(\"client_id=a&client_secret={C}\"));")]
    [InlineData(
        "ClientSecret X => new ClientSecret(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(\"QTczRTkxNUNEODQyRTkxQg==\")));")]
    public async Task No_fix_for_a_client_secret_in_a_constant_or_longer_string(string member) =>
        await FixTest.OffersNothingAsync(new ConstantClientSecretFix(), Fill(Wrap(member)));

    [Theory]
    [InlineData("Take(new AccessToken(\"{C}\"));", "Take(new AccessToken({E}));")]
    [InlineData(
        "request.Headers.Add(\"Authorization\", \"Bearer {C}\"); await http.SendAsync(request);",
        "request.Headers.Add(\"Authorization\", \"Bearer \" + ({E})); await http.SendAsync(request);")]
    [InlineData(
        "request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", \"{C}\"); await http.SendAsync(request);",
        "request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", {E}); await http.SendAsync(request);")]
    public async Task Constant_access_token_is_read_from_an_environment_variable(string before, string after)
    {
        const string Request =
            "using var request = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/CHAN1/configuration\"); ";
        await FixesAsync(new ConstantAccessTokenFix(), Method(Request + before), Method(Request + after));
    }

    [Theory]
    [InlineData("using System;\nusing AdobePass;\nusing System.Net.Http;\n", "")]
    [InlineData("using AdobePass;\n", "using System;\n")]
    [InlineData("using System.Net.Http;\r\nusing AdobePass;\r\n", "using System;\r\n")]
    public async Task Missing_using_directive_is_added(string usings, string added) => await FixesAsync(
        new SoftwareStatementInSourceFix(),
        usings + "class C { SoftwareStatement S => new SoftwareStatement(\"{S}\"); }",
        added + usings + "class C { SoftwareStatement S => new SoftwareStatement(" + ReadsStatement + "); }");

    [Theory]
    [InlineData("class C { AdobePass.SoftwareStatement S => new AdobePass.SoftwareStatement(\"{S}\"); }", "System.", "System.")]
    [InlineData(
        "using System; class C { object Environment => this; AdobePass.SoftwareStatement S => new AdobePass.SoftwareStatement(\"{S}\"); }",
        "System.",
        "")]
    [InlineData(
        "using System; class C { object Environment => this; object System => this; "
        + "AdobePass.SoftwareStatement S => new AdobePass.SoftwareStatement(\"{S}\"); }",
        "global::System.",
        "global::System.")]
    public async Task Names_are_fully_qualified_where_necessary(string source, string first, string second) => await FixesAsync(
        new SoftwareStatementInSourceFix(),
        source,
        source.Replace(
            "\"{S}\"",
            ReadsStatement.Replace("Environment.", first + "Environment.", StringComparison.Ordinal)
                .Replace("Invalid", second + "Invalid", StringComparison.Ordinal),
            StringComparison.Ordinal));

    [Fact]
    public async Task Fix_all_replaces_every_software_statement_in_a_document() => await FixTest.FixesAllAsync(
        new SoftwareStatementInSourceFix(),
        Fill(
            "using AdobePass;\n"
            + "class C { SoftwareStatement A => new SoftwareStatement(\"{S}\"); const string B = \"{S}\"; "
            + "SoftwareStatement D => new SoftwareStatement(\"{S}\"); }"),
        Fill(
            "using System;\nusing AdobePass;\nclass C { SoftwareStatement A => new SoftwareStatement(" + ReadsStatement
            + "); static readonly string B = " + ReadsStatement + "; SoftwareStatement D => new SoftwareStatement(" + ReadsStatement
            + "); }"));

    [Fact]
    public async Task Fix_all_replaces_every_client_secret_in_a_document() => await FixTest.FixesAllAsync(
        new ConstantClientSecretFix(),
        Fill(
            Wrap(
                "readonly string _own = \"{C}\"; ClientSecret A => new ClientSecret(\"{C}\"); ClientSecret B => new ClientSecret(_own); "
                + "ClientSecret D => new ClientSecret(_own);")),
        Fill(
            Wrap(
                "readonly string _own = {E}; ClientSecret A => new ClientSecret({E}); ClientSecret B => new ClientSecret(_own); "
                + "ClientSecret D => new ClientSecret(_own);")
                .Replace("{E}", ReadsSecret, StringComparison.Ordinal)));

    [Fact]
    public void Token_fixes_have_no_fix_all_provider()
    {
        Assert.Null(new AccessTokenInSourceFix().GetFixAllProvider());
        Assert.Null(new ConstantAccessTokenFix().GetFixAllProvider());
    }

    [Fact]
    public async Task Fix_title_names_the_variable_and_contains_no_secret()
    {
        var workspace = UserWorkspace.Create(Fill(Method("Take(\"{T}\");")));

        var action = Assert.Single(
            await workspace.ActionsAsync(new AccessTokenInSourceFix(), Assert.Single(await workspace.DiagnosticsAsync())));

        Assert.Equal("Read the value from the environment variable ADOBE_PASS_ACCESS_TOKEN (and revoke the exposed value)", action.Title);
    }

    private static async Task FixesAsync(CodeFixProvider fix, string before, string after)
    {
        var changed = await FixTest.FixesAsync(fix, Fill(before), Fill(after.Replace("{E}", ReadsToken, StringComparison.Ordinal)));
        var text = await changed.TextAsync();
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    private static string Fill(string source) =>
        source.Replace("{T}", Token, StringComparison.Ordinal)
            .Replace("{S}", Statement, StringComparison.Ordinal)
            .Replace("{C}", Secret, StringComparison.Ordinal);

    private static string Method(string statements) =>
        Wrap("async Task M(HttpClient http, AdobePassOptions o)\n    {\n        await Task.Yield();\n        " + statements + "\n    }");

    private static string Wrap(string member) =>
        "using System;\nusing System.Collections.Generic;\nusing System.Net.Http;\nusing System.Net.Http.Headers;\n"
        + "using System.Net.Http.Json;\nusing System.Threading.Tasks;\nusing AdobePass;\n\nclass C\n{\n"
        + "    const string Address = \"https://sp.auth.adobe.com/o/client/token\";\n\n    static void Take(object o) { }\n\n    " + member
        + "\n}\n";
}
