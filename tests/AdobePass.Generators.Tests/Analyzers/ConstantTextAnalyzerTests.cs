using System.Text;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>Tokens, statements and addresses in constant texts.</summary>
public class ConstantTextAnalyzerTests(ITestOutputHelper output)
{
    /// <summary>Forms in which a text may stand in C#; <c>{0}</c> is the text, <c>{1}</c> and <c>{2}</c> its halves.</summary>
    private static readonly Dictionary<string, string> Forms = new()
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
        ["interpolation with holes"] = "class C { string M(int i) => $\"{i}: {0} {i}\"; }".Replace("{i}", "\u0001i\u0002", StringComparison.Ordinal),
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

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(FormNames))]
    public async Task A_token_is_found_in_every_form_and_reported_once_where_it_stands(string form)
    {
        var occurrences = form == "property" ? 2 : 1;

        Assert.Equal(Enumerable.Repeat("AP3001", occurrences), (await AnalyzeAsync(Write(form, MadeUpTokens.Access()))).Select(diagnostic => diagnostic.Id));
        Assert.Equal(Enumerable.Repeat("AP3002", occurrences), (await AnalyzeAsync(Write(form, MadeUpTokens.Statement()))).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await AnalyzeAsync(Write(form, MadeUpTokens.Access(issuer: "login.example"))));
    }

    [Fact]
    public async Task Thousands_of_seeded_texts_are_told_apart()
    {
        var random = new Random(42);
        var source = new StringBuilder();
        var expected = new SortedDictionary<int, string>();
        const int count = 3000;
        for (var i = 0; i < count; i++)
        {
            var form = Forms.Keys.Where(name => name is not ("top level" or "property")).ElementAt(random.Next(Forms.Count - 2));
            var isPositive = random.Next(2) == 0;
            var token = isPositive ? (random.Next(2) == 0 ? MadeUpTokens.Access(i) : MadeUpTokens.Statement(i)) : Benign(random, i);
            if (isPositive)
            {
                expected.Add(i, token == MadeUpTokens.Access(i) ? "AP3001" : "AP3002");
            }

            source.AppendLine($"namespace N{i} {{ {Write(form, token)} }}");
        }

        var found = await AnalyzeAsync(source.ToString());
        var text = source.ToString();

        // By the namespace that a report stands in, so that a miss and a false alarm cannot make up for each other.
        var reported = found
            .Select(diagnostic => (Number: NumberBefore(text, diagnostic.Location.SourceSpan.Start), diagnostic.Id))
            .OrderBy(pair => pair.Number)
            .ToList();
        output.WriteLine($"{count} texts in {Forms.Count - 2} forms: {expected.Count} tokens, {reported.Count(pair => expected.ContainsKey(pair.Number))} of them reported, {reported.Count(pair => !expected.ContainsKey(pair.Number))} false.");
        Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), reported);
    }

    [Theory]
    [InlineData("eyJ")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJhbGciOiJSUzI1NiJ9.")]
    [InlineData("eyJ.eyJ.eyJ")]
    [InlineData("YOUR_SOFTWARE_STATEMENT_GOES_HERE_YOUR_SOFTWARE_STATEMENT_GOES_HERE")]
    public async Task Placeholders_and_fragments_are_silent(string text) => Assert.Empty(await AnalyzeAsync($"class C {{ string x = \"{text}\"; }}"));

    [Theory]
    [InlineData("""{"a":{"iss":"auth.adobe.com"},"sub":"made-up made-up made-up"}""")]
    [InlineData("""{"iss":"evil-auth.adobe.com.example","sub":"made-up made-up"}""")]
    [InlineData("""{"iss":["auth.adobe.com"],"sub":"made-up made-up made-up"}""")]
    [InlineData("""["iss","auth.adobe.com","made-up","made-up","made-up"]""")]
    [InlineData("""{"iss":"auth.adobe.com","sub":"made-up made-up made-up""")]
    public async Task Payloads_that_only_resemble_are_silent(string payload) => Assert.Empty(await AnalyzeAsync($"class C {{ string x = \"{MadeUpTokens.Token(payload, 1)}\"; }}"));

    [Fact]
    public async Task No_message_contains_any_part_of_the_token()
    {
        var token = MadeUpTokens.Access(7);

        var diagnostic = Assert.Single(await AnalyzeAsync($"class C {{ string x = \"{token}\"; }}"));

        var shown = diagnostic.GetMessage() + string.Concat(diagnostic.Properties.Select(property => property.Key + property.Value)) + diagnostic.Descriptor.Description;
        for (var i = 0; i + 8 <= token.Length; i++)
        {
            Assert.DoesNotContain(token.Substring(i, 8), shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("IsTestProject", "true", DiagnosticSeverity.Info, null)]
    [InlineData("UsingMicrosoftNETSdkWeb", "true", DiagnosticSeverity.Warning, DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "server", DiagnosticSeverity.Warning, DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "client", DiagnosticSeverity.Warning, DiagnosticSeverity.Info)]
    public async Task Severity_follows_the_kind_of_project(string property, string value, DiagnosticSeverity token, DiagnosticSeverity? statement)
    {
        var source = $"class C {{ string x = \"{MadeUpTokens.Access()}\"; string y = \"{MadeUpTokens.Statement()}\"; }}";

        var found = await new UserProject { WarningsAreErrors = false }.WithSource(source).WithProperty(property, value).AnalyzeAsync();

        Assert.Equal(token, found.Single(diagnostic => diagnostic.Id == "AP3001").Severity);
        Assert.Equal(statement, found.SingleOrDefault(diagnostic => diagnostic.Id == "AP3002")?.Severity);
    }

    [Theory]
    [InlineData("AP2012", "http://sp.auth.adobe.com/o/client/token")]
    [InlineData("AP2012", "HTTP://SP.AUTH.ADOBE.COM")]
    [InlineData("AP2012", "http://sp-prequal.auth-staging.adobe.com:80/api/v2/")]
    [InlineData("AP2010", "https://sp.auth.adobe.com/o/client/token?client_id=a&client_secret=b")]
    [InlineData("AP2010", "/o/client/token?grant_type=client_credentials&client_secret=")]
    [InlineData(null, "https://sp.auth.adobe.com/o/client/token")]
    [InlineData(null, "http://localhost:5000/o/client/token")]
    [InlineData(null, "http://auth.adobe.com.example/")]
    [InlineData(null, "http://evil.example/sp.auth.adobe.com")]
    [InlineData(null, "https://other.example/token?client_secret=x")]
    public async Task Addresses_are_judged_by_scheme_host_and_query(string? rule, string address)
    {
        var found = await AnalyzeAsync($"class C {{ string x = \"{address}\"; }}");

        Assert.Equal(rule is null ? [] : [rule], found.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task An_interpolated_address_with_a_secret_is_found()
    {
        var found = await AnalyzeAsync("class C { string M(string id, string secret) => $\"https://sp.auth.adobe.com/o/client/token?client_id={id}&client_secret={secret}\"; string N(string id, string s) => \"https://h/o/client/token?client_id=\" + id + \"&client_secret=\" + s; }");

        Assert.Equal(["AP2010", "AP2010"], found.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task Generated_code_and_suppressed_code_are_silent()
    {
        var token = MadeUpTokens.Access();

        Assert.Empty(await UserProject.WithoutSpecs().WithSource($"// <auto-generated/>\nclass C {{ string x = \"{token}\"; }}").AnalyzeAsync());
        Assert.Empty(await UserProject.WithoutSpecs().WithSource($"class C {{ string x = \"{token}\"; }}", "/src/C.g.cs").AnalyzeAsync());
        Assert.Empty(await AnalyzeAsync($"#pragma warning disable AP3001\nclass C {{ string x = \"{token}\"; }}"));
    }

    [Fact]
    public async Task Mutated_sources_crash_nothing()
    {
        var random = new Random(7);
        var text = string.Join("\n", Forms.Keys.Where(form => form != "top level").Select((form, i) => $"namespace N{i} {{ {Write(form, MadeUpTokens.Access(i))} }}"));
        for (var i = 0; i < 300; i++)
        {
            var mutated = text.ToCharArray();
            for (var edits = random.Next(1, 8); edits > 0; edits--)
            {
                mutated[random.Next(mutated.Length)] = "{}[]()\"$@+;.\\\n "[random.Next(15)];
            }

            Assert.DoesNotContain(await AnalyzeAsync(new string(mutated, 0, random.Next(mutated.Length))), diagnostic => diagnostic.Id == "AD0001");
        }
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        new UserProject { LanguageVersion = LanguageVersion.Latest }.WithSource(source).AnalyzeAsync();

    private static string Write(string form, string text)
    {
        var half = text.Length / 2;
        return Forms[form]
            .Replace("{0:1}", text[1..], StringComparison.Ordinal)
            .Replace("{0}", text, StringComparison.Ordinal)
            .Replace("{1}", text[..half], StringComparison.Ordinal)
            .Replace("{2}", text[half..], StringComparison.Ordinal)
            .Replace("{3}", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal)
            .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
            .Replace('\u0001', '{').Replace('\u0002', '}');
    }

    private static int NumberBefore(string source, int position)
    {
        var start = source.LastIndexOf("namespace N", position, StringComparison.Ordinal) + "namespace N".Length;
        return int.Parse(source.AsSpan(start, source.IndexOf(' ', start) - start), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Benign(Random random, int seed) => random.Next(6) switch
    {
        0 => MadeUpTokens.Access(seed, "login.example"),
        1 => MadeUpTokens.Statement(seed, "auth.adobe.com.example"),
        2 => "e" + string.Concat(Enumerable.Repeat("yJx", 60)) + "." + seed + "." + seed,
        3 => "https://sp.auth.adobe.com/api/v2/CHAN1/profiles?padding=" + new string('x', 80) + seed,
        4 => MadeUpTokens.Access(seed).Replace('.', '-'),
        _ => "e-placeholder " + new string('*', 90) + seed,
    };
}
