using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>Constant texts that become secrets. The made-up one has the look of a secret and is none.</summary>
public class ConstantSecretAnalyzerTests
{
    private static readonly string Secret = Convert.ToHexString([0xA7, 0x3E, 0x91, 0x5C, 0xD8, 0x42]);

    [Theory]
    [InlineData("AP3003", "class C { ClientSecret M() => new([|\"S\"|]); }")]
    [InlineData("AP3003", "class C { const string X = \"S\"; ClientSecret M() => new ClientSecret([|X|]); }")]
    [InlineData("AP3003", "class C { static readonly string X = \"S\"; ClientSecret M() => new ClientSecret([|X|]); }")]
    [InlineData("AP3003", "class C { ClientSecret M() => new(System.Environment.GetEnvironmentVariable(\"X\") ?? [|\"S\"|]); }")]
    [InlineData("AP3003", "class C { ClientSecret M(bool b, string s) => new(b ? s : [|\"S\"|]); }")]
    [InlineData("AP3003", "class C { ClientSecret M() => new([|\"a\" + \"S\"|]); }")]
    [InlineData("AP3003", "class C { ClientSecret M() => new([|\"\"\"S\"\"\"|]); }")]
    [InlineData("AP3004", "class C { AccessToken M() => new([|@\"S\"|]); }")]
    public async Task It_is_reported_where_it_stands(string rule, string marked)
    {
        marked = "using AdobePass; " + marked.Replace("S\"", Secret + "\"", StringComparison.Ordinal);
        var source = marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);

        var diagnostic = Assert.Single(await UserProject.WithoutSpecs(source).AnalyzeAsync());

        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(marked.IndexOf("[|", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.DoesNotContain(Secret, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class C { ClientSecret M(string s) => new(s); }")]
    [InlineData("class C { ClientSecret M() => new(System.Environment.GetEnvironmentVariable(\"ADOBE_SECRET_1\")!); }")]
    [InlineData("class C { ClientSecret M() => new(\"client_secret\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"YOUR-SECRET-4711\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"<secret-4711>\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"${SECRET_4711}\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"made-up-secret-1\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"00000000-0000-0000-0000-000000000000\"); }")]
    [InlineData("class C { ClientSecret M() => new(\"a1b2\"); }")]
    [InlineData("class Mine { public Mine(string s) { } } class C { Mine M() => new(\"any text, 4711\"); }")]
    [InlineData("class C { private string _s = \"a7E3-secret-47\"; void Set(string id) => (_s, _) = (id, 1); ClientSecret M() => new(_s); }")]
    [InlineData("class C { private string _s = \"a7E3-secret-47\"; void Set((string, int)[] all) { foreach ((this._s, _) in all) { } } ClientSecret M() => new(_s); }")]
    public async Task Placeholders_and_what_is_read_at_run_time_are_silent(string source) => Assert.Empty(await UserProject.WithoutSpecs("using AdobePass; " + source).AnalyzeAsync());

    [Fact]
    public async Task A_whole_token_is_reported_once()
    {
        var diagnostic = Assert.Single(await UserProject.WithoutSpecs($"class C {{ AdobePass.AccessToken M() => new(\"{MadeUpTokens.Access()}\"); }}").AnalyzeAsync());

        Assert.Equal("AP3001", diagnostic.Id);
    }

    [Fact]
    public async Task Test_projects_are_silent() =>
        Assert.Empty(await UserProject.WithoutSpecs($"class C {{ AdobePass.ClientSecret M() => new(\"{Secret}\"); }}").WithProperty("IsTestProject", "true").AnalyzeAsync());
}
