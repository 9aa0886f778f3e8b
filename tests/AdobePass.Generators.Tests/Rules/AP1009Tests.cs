using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1009: A secret is logged or shown.</summary>
public class AP1009Tests
{
    private const string Rule = "AP1009";

    private const string Head = "using System; using System.Diagnostics; using System.IO; using AdobePass; class C { ";

    [Theory]
    [InlineData("void M(AccessToken t) { Console.WriteLine([|t.Reveal()|]); }")]
    [InlineData("void M(ClientSecret t) { Console.Error.WriteLine(\"secret: \" + [|t.Reveal()|]); }")]
    [InlineData("void M(SoftwareStatement t) { Debug.WriteLine($\"{[|t.Reveal()|]}\"); }")]
    [InlineData("void M(AccessToken t) { Trace.TraceInformation(\"{0} {1}\", 1, [|t.Reveal()|]); }")]
    [InlineData("void M(AccessToken t, Activity a) { a.SetTag(\"token\", [|t.Reveal()|]); }")]
    [InlineData("void M(AccessToken t) { throw new InvalidOperationException($\"bad {[|t.Reveal()|]}\"); }")]
    [InlineData("void M(AccessToken? t) { Console.WriteLine(string.Format(\"{0}\", t == null ? \"none\" : [|t.Reveal()|])); }")]
    [InlineData("void M(AccessToken t) { Console.Out.Write((object)[|t.Reveal()|]); }")]
    [InlineData("void M(AccessToken t) { Console.WriteLine(string.Concat(\"a\", [|t.Reveal()|])); }")]
    [InlineData("void M(AccessToken? t) { Console.WriteLine(t?[|.Reveal()|]); }")]
    [InlineData("void M(AccessToken? t) { Console.WriteLine(t?[|.Reveal()|] ?? \"none\"); }")]
    public async Task Secret_is_reported_where_it_is_revealed(string marked)
    {
        var source = Head + RuleTest.Unmark(marked) + " }";

        var diagnostic = Assert.Single(await UserProject.WithoutSpecs(source).AnalyzeAsync());

        var span = diagnostic.Location.SourceSpan;
        Assert.Equal(Rule, diagnostic.Id);
        Assert.Equal((Head + marked).IndexOf("[|", StringComparison.Ordinal), span.Start);
        Assert.EndsWith(".Reveal()", source.Substring(span.Start, span.Length), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void M(AccessToken t) { Console.WriteLine(t); }")]
    [InlineData("void M(AccessToken t) { Console.WriteLine($\"{t}\"); }")]
    [InlineData("void M(AccessToken t) { Console.WriteLine(t.Reveal().Length); }")]
    [InlineData("string M(AccessToken t) => t.Reveal();")]
    [InlineData("void M(AccessToken t, TextWriter w) { w.Write(t.Reveal()); }")]
    [InlineData("void M(AccessToken t) { new System.Net.Http.Headers.AuthenticationHeaderValue(\"Bearer\", t.Reveal()).ToString(); }")]
    [InlineData("void M(AccessToken t) { Console.WriteLine(Hash(t.Reveal())); } string Hash(string s) => \"h\";")]
    [InlineData("class Mine { public string Reveal() => \"x\"; } void M(Mine t) { Console.WriteLine(t.Reveal()); }")]
    [InlineData("void M(AccessToken t) { throw new ArgumentException(nameof(t.Reveal)); }")]
    public async Task Correct_code_is_not_reported(string source) =>
        Assert.Empty(await UserProject.WithoutSpecs(Head + source + " }").AnalyzeAsync());
}
