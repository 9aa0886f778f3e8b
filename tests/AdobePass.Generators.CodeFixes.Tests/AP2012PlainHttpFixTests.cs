using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2012.</summary>
public class AP2012PlainHttpFixTests
{
    private const string Quotes = "\"\"\"";

    [Theory]
    [InlineData(
        "string x = /* a */ \"http://sp.auth.adobe.com/o\" /* b */;",
        "string x = /* a */ \"https://sp.auth.adobe.com/o\" /* b */;")]
    [InlineData("string x = \"HTTP://SP.AUTH.ADOBE.COM\";", "string x = \"HTTPS://SP.AUTH.ADOBE.COM\";")]
    [InlineData("string x = @\"http://sp.auth.adobe.com/o\";", "string x = @\"https://sp.auth.adobe.com/o\";")]
    [InlineData(
        "string x = " + Quotes + "http://sp.auth.adobe.com/o" + Quotes + ";",
        "string x = " + Quotes + "https://sp.auth.adobe.com/o" + Quotes + ";")]
    [InlineData(
        "string x = " + Quotes + "\n    http://sp.auth.adobe.com/o\n    " + Quotes + ";",
        "string x = " + Quotes + "\n    https://sp.auth.adobe.com/o\n    " + Quotes + ";")]
    [InlineData(
        "static ReadOnlySpan<byte> X => \"http://sp.auth.adobe.com/o\"u8;",
        "static ReadOnlySpan<byte> X => \"https://sp.auth.adobe.com/o\"u8;")]
    [InlineData(
        "static ReadOnlySpan<byte> X => " + Quotes + "http://sp.auth.adobe.com/o" + Quotes + "u8;",
        "static ReadOnlySpan<byte> X => " + Quotes + "https://sp.auth.adobe.com/o" + Quotes + "u8;")]
    [InlineData("string M(int i) => $\"http://sp.auth.adobe.com/{i}\";", "string M(int i) => $\"https://sp.auth.adobe.com/{i}\";")]
    [InlineData("string M(int i) => $@\"http://sp.auth.adobe.com/{i}\";", "string M(int i) => $@\"https://sp.auth.adobe.com/{i}\";")]
    [InlineData(
        "string M(int i) => $" + Quotes + "\n    http://sp.auth.adobe.com/{i}\n    " + Quotes + ";",
        "string M(int i) => $" + Quotes + "\n    https://sp.auth.adobe.com/{i}\n    " + Quotes + ";")]
    [InlineData("string M(int i) => \"http://sp.auth.adobe.com/\" + i;", "string M(int i) => \"https://sp.auth.adobe.com/\" + i;")]
    [InlineData("string x = \"http\" + \"://sp.auth.adobe.com/\";", "string x = \"https\" + \"://sp.auth.adobe.com/\";")]
    [InlineData(
        "string x = string.Concat(\"http://\", \"sp.auth.adobe.com/\");",
        "string x = string.Concat(\"https://\", \"sp.auth.adobe.com/\");")]
    [InlineData("[Obsolete(\"http://sp.auth.adobe.com/\")] void M() { }", "[Obsolete(\"https://sp.auth.adobe.com/\")] void M() { }")]
    [InlineData("object x = new Uri(\"http://sp.auth.adobe.com:80/o\");", "object x = new Uri(\"https://sp.auth.adobe.com/o\");")]
    [InlineData("object x = new Uri(\"http://sp.auth.adobe.com:8080/o\");", "object x = new Uri(\"https://sp.auth.adobe.com:8080/o\");")]
    public async Task Scheme_is_changed_to_https(string before, string after) =>
        await FixTest.FixesAsync(new PlainHttpFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData("string x = \"\\u0068ttp://sp.auth.adobe.com/o\";")]
    [InlineData("const string A = \"htt\"; string x = A + \"p://sp.auth.adobe.com/o\";")]
    public async Task No_fix_is_offered_for_an_escaped_or_concatenated_scheme(string source) =>
        await FixTest.OffersNothingAsync(new PlainHttpFix(), Wrap(source));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new PlainHttpFix(),
        Wrap(
            "string x = \"http://sp.auth.adobe.com/a\"; // one\n"
            + "    string y = @\"http://sp.auth.adobe.com:80/b\" + \"http://sp.auth.adobe.com/c\";\n    string z = \"http://localhost/\";"),
        Wrap(
            "string x = \"https://sp.auth.adobe.com/a\"; // one\n"
            + "    string y = @\"https://sp.auth.adobe.com/b\" + \"http://sp.auth.adobe.com/c\";\n    string z = \"http://localhost/\";"));

    private static string Wrap(string members) => $"using System;\n\nclass C\n{{\n    {members}\n}}\n";
}
