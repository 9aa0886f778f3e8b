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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C { void M(AccessToken t) { var text = t.Reveal(); var line = "token " + text; Console.WriteLine([|line|]); }  }
        """)]
    [InlineData(
        """
        class C
        {
            record Session(string Id, string Secret);
            void M(ClientCredentials c) { var s = new Session(c.ClientId, c.ClientSecret.Reveal()); Console.WriteLine([|$"session {s}"|]); }
        }
        """)]
    [InlineData(
        """
        class C
        {
            void M(AccessToken t) => Write(t.Reveal());
            static void Write(string line) => Console.Error.WriteLine([|line|]);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            async Task<string> M(HttpContent form)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = form };
                using var r = await http.SendAsync(m);
                var text = await r.Content.ReadAsStringAsync();
                Console.WriteLine([|"got " + text|]);
                return text;
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            async Task M(string id, string secret)
            {
                var form = $"client_id={id}&client_secret={secret}";
                Console.WriteLine([|form|]);
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = new StringContent(form) };
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C { void M(AccessToken t) { var text = t.Reveal(); var shown = text.Substring(0, 3) + "***"; Console.WriteLine(shown + text.Length); } }
        """)]
    [InlineData(
        """
        class C
        {
            record Session(string Id, string Secret);
            void M(ClientCredentials c) { var s = new Session(c.ClientId, c.ClientSecret.Reveal()); Console.WriteLine($"session {s.Id}"); }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            async Task<string> M(HttpContent form)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") { Content = form };
                using var r = await http.SendAsync(m);
                var text = await r.Content.ReadAsStringAsync();
                if (!r.IsSuccessStatusCode) { throw new InvalidOperationException("refused: " + text); }
                Console.WriteLine($"{r.StatusCode} {JsonDocument.Parse(text).RootElement.GetProperty("expires_in")} {text.Length}");
                Console.WriteLine(r.IsSuccessStatusCode ? "ok" : text);
                return text;
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
