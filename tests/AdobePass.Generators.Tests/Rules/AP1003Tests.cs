using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1003: Client credentials are stored only in memory.</summary>
public class AP1003Tests
{
    private const string Rule = "AP1003";

    [Theory]
    [InlineData(
        "server",
        DiagnosticSeverity.Warning,
        "class C { void M(AdobePassOptions o) => o.CredentialStore = [|new MemoryCredentialStore()|]; }")]
    [InlineData("client", DiagnosticSeverity.Info, "class C { MemoryCredentialStore M() { return [|new()|]; } }")]
    [InlineData("client", DiagnosticSeverity.Info, "class C { readonly MemoryCredentialStore _s = [|new()|]; }")]
    public async Task Use_of_the_runtime_is_reported(string kind, DiagnosticSeverity severity, string marked) =>
        await RuntimeUseTest.ReportsAsync(Rule, kind, severity, marked);

    [Theory]
    [InlineData("server", "class C { void M(AdobePassOptions o) => o.CredentialStore = new FileCredentialStore(\"x\"); }")]
    [InlineData(
        "server",
        "class Env { public bool IsDevelopment() => true; } class C { void M(AdobePassOptions o, Env e) { if (e.IsDevelopment()) { " +
        "o.CredentialStore = new MemoryCredentialStore(); } } CredentialStore N(Env e) => e.IsDevelopment() ? new " +
        "MemoryCredentialStore() : new FileCredentialStore(\"x\"); }")]
    public async Task Correct_use_of_the_runtime_is_not_reported(string kind, string source) =>
        await RuntimeUseTest.IsSilentAsync(kind, source);

    [Theory]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<CredentialKey, StoredCredentials> _all = new();", true)]
    [InlineData(
        "readonly Dictionary<CredentialKey, StoredCredentials> _all = new(); readonly object _gate = new(); readonly string _path = \"x\";",
        false)]
    [InlineData("readonly HttpClient _http = new();", false)]
    [InlineData("", false)]
    public async Task Store_with_nothing_but_memory_is_reported(string members, bool isReported)
    {
        const string Signature = "CredentialKey key, CancellationToken cancellationToken";
        var source = RuleExamples.Usings + $$"""
            class Store : CredentialStore
            {
                {{members}}
                public override ValueTask<StoredCredentials?> FindAsync({{Signature}}) => default;
                public override ValueTask EnsureWritableAsync({{Signature}}) => default;
                public override ValueTask<StoredCredentials> CreateAsync(
                    CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken) => default;
                public override ValueTask<StoredCredentials?> TryReplaceAsync(
                    CredentialKey key,
                    ClientCredentials credentials,
                    string expectedVersion,
                    CancellationToken cancellationToken) => default;
                public override ValueTask<bool> DeleteAsync({{Signature}}) => default;
            }
            """;

        var found = await RuleTest.FindAsync(Rule, RuleTest.Project("server", source));

        Assert.Equal(
            isReported ? ["Store"] : [],
            found.Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
    }

    private const string Register = "http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", null)";

    [Theory]
    [InlineData("a static dictionary of a program", true, $$"""
        private static readonly ConcurrentDictionary<string, Pair> Pairs = new();

        private static async Task Main()
        {
            Pairs["1"] = (await (await [|{{Register}}|]).Content.ReadFromJsonAsync<Pair>())!;
            Console.WriteLine(Pairs["1"].client_secret.Length);
        }
        """)]
    [InlineData("a field of a program", true, $$"""
        private static Pair? s_pair;

        private static async Task Main() => s_pair ??= await (await [|{{Register}}|]).Content.ReadFromJsonAsync<Pair>();
        """)]
    [InlineData("a dictionary that is written to a file", false, $$"""
        private static readonly Dictionary<string, Pair> Pairs = [];

        private static async Task Main()
        {
            Pairs.Add("1", (await (await {{Register}}).Content.ReadFromJsonAsync<Pair>())!);
            Save();
        }

        private static void Save() => File.WriteAllText("pairs", JsonSerializer.Serialize(Pairs));
        """)]
    [InlineData("a field that a property returns to a caller that stores it", false, $$"""
        private static Pair? s_pair;

        private static Pair Current => s_pair!;

        private static async Task Main()
        {
            s_pair = await (await {{Register}}).Content.ReadFromJsonAsync<Pair>();
            File.WriteAllText("pair", Current.client_secret);
        }
        """)]
    public async Task Members_that_keep_credentials_are_followed_to_a_store(string situation, bool isReported, string members)
    {
        _ = situation;
        var found = await RuleTest.FindAsync(Rule, Program(members));

        Assert.Equal(isReported, found.Count == 1);
    }

    [Theory]
    [InlineData("private", 1)]
    [InlineData("protected", 0)]
    public async Task Field_of_a_library_is_reported_only_if_it_is_private(string access, int count)
    {
        var source = HandWritten.Client($$"""
            {{access}} Pair? _pair;

            public async Task RunAsync() => _pair = await (await {{Register}}).Content.ReadFromJsonAsync<Pair>();

            public int Length => _pair!.client_secret.Length;
            """);

        var found = await RuleTest.FindAsync(Rule, RuleTest.Project("client", source));

        Assert.Equal(count, found.Count);
        Assert.All(found, static each => Assert.Equal(DiagnosticSeverity.Info, each.Severity));
    }

    private static UserProject Program(string members) => RuleTest.Configure(
        new UserProject { WarningsAreErrors = false, OutputKind = OutputKind.ConsoleApplication }
            .WithSource(RuleTest.Unmark(HandWritten.Program(members))),
        "client");
}
