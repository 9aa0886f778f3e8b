using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Forms in which a constant string can be written in C#.</summary>
internal static class ConstantForms
{
    /// <summary>The forms: <c>{0}</c> is the string, <c>{1}</c> and <c>{2}</c> are its halves, <c>{3}</c> is its Base64.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>()
    {
        ["literal"] = "class C { string x = \"{0}\"; }",
        ["verbatim"] = "class C { string x = @\"{0}\"; }",
        ["raw"] = "class C { string x = \"\"\"{0}\"\"\"; }",
        ["raw over lines"] = "class C { string x = \"\"\"\n        {1}\n        {2}\n        \"\"\"; }",
        ["wrapped verbatim"] = "class C { string x = @\"{1}\n   {2}\"; }",
        ["utf8"] = "class C { static System.ReadOnlySpan<byte> X => \"{0}\"u8; }",
        ["escaped first letter"] = "class C { string x = \"\\u0065{0:1}\"; }",
        ["const"] = "class C { const string X = \"{0}\"; string y = \"Bearer \" + X; string z = $\"Bearer {X}\"; }",
        ["static readonly"] = "class C { static readonly string X = \"{0}\"; string y = \"Bearer \" + X; }",
        ["sum of literals"] = "class C { string x = \"{1}\" + \"{2}\"; }",
        ["sum of consts"] = "class C { const string A = \"{1}\"; const string B = \"{2}\"; string x = A + B; }",
        ["interpolation of consts"] = "class C { const string A = \"{1}\"; const string B = \"{2}\"; string x = $\"{A}{B}\"; }",
        ["interpolation with holes"] =
            "class C { string M(int i) => $\"{i}: {0} {i}\"; }".Replace("{i}", "\u0001i\u0002", StringComparison.Ordinal),
        ["concat"] = "class C { string x = string.Concat(\"{1}\", \"{2}\"); }",
        ["bearer"] = "class C { string x = \"Bearer {0}\"; }",
        ["json"] = "class C { string x = \"{{\\\"software_statement\\\":\\\"{0}\\\"}}\"; }",
        ["query"] = "class C { string x = \"https://x.example/?t={0}&u=1\"; }",
        ["attribute"] = "[System.Obsolete(\"{0}\")] class C { }",
        ["default value"] = "class C { void M(string x = \"{0}\") { } }",
        ["argument"] = "class C { void M() => System.Console.WriteLine(\"{0}\"); }",
        ["local"] = "class C { void M() { var x = \"{0}\"; System.Console.WriteLine(x); } }",
        ["coalesce"] = "class C { string x = System.Environment.GetEnvironmentVariable(\"X\") ?? \"{0}\"; }",
        ["conditional"] = "class C { string M(bool b) => b ? \"{0}\" : \"\"; }",
        ["collection"] = "class C { string[] x = new[] { \"a\", \"{0}\" }; }",
        ["switch"] = "class C { int M(string s) => s switch { \"{0}\" => 1, _ => 0 }; }",
        ["top level"] = "System.Console.WriteLine(\"{0}\");",
        ["lambda"] = "class C { System.Func<string> x = () => \"{0}\"; }",
        ["property"] = "class C { string X { get; } = \"{0}\"; string Y => \"{0}\"; }",
        ["Base64 of Base64"] = "class C { string x = \"{3}\"; }",
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        new UserProject { LanguageVersion = LanguageVersion.Latest }.WithSource(source).AnalyzeAsync();

    public static string Write(string form, string text)
    {
        var half = text.Length / 2;
        return All[form]
            .Replace("{0:1}", text[1..], StringComparison.Ordinal)
            .Replace("{0}", text, StringComparison.Ordinal)
            .Replace("{1}", text[..half], StringComparison.Ordinal)
            .Replace("{2}", text[half..], StringComparison.Ordinal)
            .Replace("{3}", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal)
            .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
            .Replace('\u0001', '{').Replace('\u0002', '}');
    }
}
