using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3003: A client secret is a constant.</summary>
public class AP3003Tests
{
    private const string Rule = "AP3003";

    [Theory]
    [InlineData(
        "var key = \"client_secret\"; var form = new Dictionary<string, string> { [key] = _token }; await " +
        "_http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", new FormUrlEncodedContent(form));")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("class C { ClientSecret M() => new([|\"S\"|]); }")]
    [InlineData("class C { const string X = \"S\"; ClientSecret M() => new ClientSecret([|X|]); }")]
    [InlineData("class C { static readonly string X = \"S\"; ClientSecret M() => new ClientSecret([|X|]); }")]
    [InlineData("class C { ClientSecret M() => new(System.Environment.GetEnvironmentVariable(\"X\") ?? [|\"S\"|]); }")]
    [InlineData("class C { ClientSecret M(bool b, string s) => new(b ? s : [|\"S\"|]); }")]
    [InlineData("class C { ClientSecret M() => new([|\"a\" + \"S\"|]); }")]
    [InlineData("class C { ClientSecret M() => new([|\"\"\"S\"\"\"|]); }")]
    public async Task Constant_is_reported_where_it_is_used(string marked) => await ConstantSecretTest.ReportsAsync(Rule, marked);

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
    [InlineData(
        "class C { private string _s = \"a7E3-secret-47\"; void Set(string id) => (_s, _) = (id, 1); ClientSecret M() => new(_s); }")]
    [InlineData(
        "class C { private string _s = \"a7E3-secret-47\"; void Set((string, int)[] all) { foreach ((this._s, _) in all) { } } " +
        "ClientSecret M() => new(_s); }")]
    public async Task Placeholder_or_value_read_at_run_time_is_not_reported(string source) =>
        Assert.Empty(await UserProject.WithoutSpecs("using AdobePass; " + source).AnalyzeAsync());

    [Fact]
    public async Task Configured_placeholder_words_are_not_reported()
    {
        var source = RuleTest.InClass("var s = new ClientSecret(\"mustermann-4711-a\");");
        var project = RuleTest.Project("client", source).WithFileOption("adobepass.placeholders", "Mustermann; other");

        Assert.Single(await RuleTest.FindAsync(Rule, RuleTest.Project("client", source)));
        Assert.Empty(await RuleTest.FindAsync(Rule, project));
    }

    [Fact]
    public async Task Test_project_is_not_reported()
    {
        var source = $"class C {{ AdobePass.ClientSecret M() => new(\"{ConstantSecretTest.Secret}\"); }}";

        Assert.Empty(await UserProject.WithoutSpecs(source).WithProperty("IsTestProject", "true").AnalyzeAsync());
    }

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class O { public string Id { get; set; } = ""; public string Secret { get; init; } = [|"5d0c6de8b793f54d1cb2a85e47f19a3d"|]; }
        class C(HttpClient http, O o)
        {
            public async Task M()
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
                m.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = o.Id, ["client_secret"] = o.Secret });
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class O { public string Id { get; set; } = ""; public string Secret { get; init; } = ""; }
        class C(HttpClient http, O o)
        {
            public async Task M()
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
                m.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = o.Id, ["client_secret"] = o.Secret });
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task Other()
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://accounts.example.com/o/token") { Content = Form("x") };
                m.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_secret"] = "5d0c6de8b793f54d1cb2a85e47f19a3d" });
                using var r = await http.SendAsync(m);
            }
            static HttpContent Form(string secret) => new StringContent(secret);
            public async Task Adobe(string secret)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
                m.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_secret"] = secret });
                using var r = await http.SendAsync(m);
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
