using System.Text;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3001: An access token is written in source code.</summary>
public class AP3001Tests(ITestOutputHelper output)
{
    private const string Rule = "AP3001";

    public static TheoryData<string> FormNames => ConstantForms.Names;

    [Theory]
    [MemberData(nameof(FormNames))]
    public async Task Token_is_reported_once_in_every_form(string form)
    {
        var occurrences = form == "property" ? 2 : 1;

        Assert.Equal(
            Enumerable.Repeat(Rule, occurrences),
            (await ConstantForms.AnalyzeAsync(ConstantForms.Write(form, MadeUpTokens.Access()))).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await ConstantForms.AnalyzeAsync(ConstantForms.Write(form, MadeUpTokens.Access(issuer: "login.example"))));
    }

    [Fact]
    public async Task Thousands_of_seeded_strings_are_distinguished()
    {
        var random = new Random(42);
        var forms = ConstantForms.All.Keys.Where(name => name is not ("top level" or "property")).ToList();
        var source = new StringBuilder();
        var expected = new SortedDictionary<int, string>();
        const int count = 3000;
        for (var i = 0; i < count; i++)
        {
            var form = forms[random.Next(forms.Count)];
            var isPositive = random.Next(2) == 0;
            var token = isPositive ? (random.Next(2) == 0 ? MadeUpTokens.Access(i) : MadeUpTokens.Statement(i)) : Benign(random, i);
            if (isPositive)
            {
                expected.Add(i, token == MadeUpTokens.Access(i) ? "AP3001" : "AP3002");
            }

            source.AppendLine($"namespace N{i} {{ {ConstantForms.Write(form, token)} }}");
        }

        var text = source.ToString();
        var diagnostics = await ConstantForms.AnalyzeAsync(text);

        // By the namespace that a report stands in, so that a miss and a false alarm cannot make up for each other.
        var reported = diagnostics
            .Select(diagnostic => (Number: NumberBefore(text, diagnostic.Location.SourceSpan.Start), diagnostic.Id))
            .OrderBy(pair => pair.Number)
            .ToList();
        var found = reported.Count(pair => expected.ContainsKey(pair.Number));
        output.WriteLine(
            $"{count} strings in {forms.Count} forms: {expected.Count} tokens, {found} of them reported, {reported.Count - found} false.");
        Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), reported);
    }

    [Theory]
    [InlineData("eyJ")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJhbGciOiJSUzI1NiJ9.")]
    [InlineData("eyJ.eyJ.eyJ")]
    [InlineData("YOUR_SOFTWARE_STATEMENT_GOES_HERE_YOUR_SOFTWARE_STATEMENT_GOES_HERE")]
    public async Task Placeholder_or_fragment_is_not_reported(string text) =>
        Assert.Empty(await ConstantForms.AnalyzeAsync($"class C {{ string x = \"{text}\"; }}"));

    [Theory]
    [InlineData("""{"a":{"iss":"auth.adobe.com"},"sub":"made-up made-up made-up"}""")]
    [InlineData("""{"iss":"evil-auth.adobe.com.example","sub":"made-up made-up"}""")]
    [InlineData("""{"iss":["auth.adobe.com"],"sub":"made-up made-up made-up"}""")]
    [InlineData("""["iss","auth.adobe.com","made-up","made-up","made-up"]""")]
    [InlineData("""{"iss":"auth.adobe.com","sub":"made-up made-up made-up""")]
    public async Task Similar_payload_is_not_reported(string payload) =>
        Assert.Empty(await ConstantForms.AnalyzeAsync($"class C {{ string x = \"{MadeUpTokens.Token(payload, 1)}\"; }}"));

    [Fact]
    public async Task Message_contains_no_part_of_the_token()
    {
        var token = MadeUpTokens.Access(7);

        var diagnostic = Assert.Single(await ConstantForms.AnalyzeAsync($"class C {{ string x = \"{token}\"; }}"));

        var properties = string.Concat(diagnostic.Properties.Select(property => property.Key + property.Value));
        var shown = diagnostic.GetMessage() + properties + diagnostic.Descriptor.Description;
        for (var i = 0; i + 8 <= token.Length; i++)
        {
            Assert.DoesNotContain(token.Substring(i, 8), shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("IsTestProject", "true", DiagnosticSeverity.Info)]
    [InlineData("UsingMicrosoftNETSdkWeb", "true", DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "server", DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "client", DiagnosticSeverity.Warning)]
    public async Task Severity_follows_the_kind_of_project(string property, string value, DiagnosticSeverity severity)
    {
        var source = $"class C {{ string x = \"{MadeUpTokens.Access()}\"; string y = \"{MadeUpTokens.Statement()}\"; }}";

        var found = await new UserProject { WarningsAreErrors = false }.WithSource(source).WithProperty(property, value).AnalyzeAsync();

        Assert.Equal(severity, found.Single(diagnostic => diagnostic.Id == Rule).Severity);
    }

    [Fact]
    public async Task Generated_code_and_suppressed_code_are_not_reported()
    {
        var token = MadeUpTokens.Access();

        var source = $"class C {{ string x = \"{token}\"; }}";

        Assert.Empty(await UserProject.WithoutSpecs().WithSource("// <auto-generated/>\n" + source).AnalyzeAsync());
        Assert.Empty(await UserProject.WithoutSpecs().WithSource(source, "/src/C.g.cs").AnalyzeAsync());
        Assert.Empty(await ConstantForms.AnalyzeAsync("#pragma warning disable AP3001\n" + source));
    }

    [Fact]
    public async Task Mutated_sources_do_not_crash_the_analyzers()
    {
        var random = new Random(7);
        var forms = ConstantForms.All.Keys.Where(form => form != "top level");
        var sources = forms.Select((form, i) => $"namespace N{i} {{ {ConstantForms.Write(form, MadeUpTokens.Access(i))} }}");
        var text = string.Join("\n", sources);
        for (var i = 0; i < 300; i++)
        {
            var mutated = text.ToCharArray();
            for (var edits = random.Next(1, 8); edits > 0; edits--)
            {
                mutated[random.Next(mutated.Length)] = "{}[]()\"$@+;.\\\n "[random.Next(15)];
            }

            var found = await ConstantForms.AnalyzeAsync(new string(mutated, 0, random.Next(mutated.Length)));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
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
