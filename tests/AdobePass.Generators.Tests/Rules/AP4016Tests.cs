using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4016: A playback permit is stored.</summary>
public class AP4016Tests
{
    private const string Rule = "AP4016";

    [Theory]
    [InlineData("[|_static = permit|];")]
    [InlineData("[|s_token = permit.UseMediaToken().Reveal()|];")]
    [InlineData("[|_byResource[\"res-1\"] = permit|];")]
    [InlineData("[|_list.Add(permit.UseMediaToken())|];")]
    [InlineData("[|_queue.Enqueue(permit)|];")]
    [InlineData("[|_cache.Set(\"res-1\", permit)|];")]
    [InlineData("var token = permit.UseMediaToken(); var text = token.Reveal(); [|File.AppendAllText(\"tokens\", text + \"\\n\")|];")]
    [InlineData("await [|File.WriteAllBytesAsync(\"token\", Encoding.UTF8.GetBytes(permit.UseMediaToken().Reveal()))|];")]
    [InlineData("using var writer = new StreamWriter(\"token\"); [|writer.Write(permit.UseMediaToken().Reveal())|];")]
    public async Task Stored_permit_is_a_warning(string statements) =>
        Assert.All(
            await RuleTest.ReportsAsync(Rule, InPlayer(statements)),
            each => Assert.Equal(DiagnosticSeverity.Warning, each.Severity));

    [Theory]
    [InlineData("[|_permit = permit|];")]
    [InlineData("[|Permit = permit|];")]
    [InlineData("[|_token = permit.UseMediaToken().Reveal()|];")]
    public async Task Field_and_property_are_info(string statements) =>
        Assert.All(await RuleTest.ReportsAsync(Rule, InPlayer(statements)), each => Assert.Equal(DiagnosticSeverity.Info, each.Severity));

    [Theory]
    [InlineData("_device.Play(permit.UseMediaToken());")]
    [InlineData("_device.Token = permit.UseMediaToken().Reveal();")]
    [InlineData("_device.Start(new Playback { Permit = permit });")]
    [InlineData("var local = new List<PlaybackPermit> { permit }; Console.WriteLine(local.Count);")]
    [InlineData("_last = permit.Resource; _expiry = permit.ExpiresAt;")]
    [InlineData("_wasPermitted = permit is not null;")]
    [InlineData("_text = permit.ToString();")]
    public async Task Use_is_not_reported(string statements) => await RuleTest.ReportsAsync(Rule, InPlayer(statements));

    [Theory]
    [InlineData("PlaybackPermit permit", "[|_static = permit|];")]
    [InlineData("SerializedMediaToken token", "[|File.WriteAllText(\"token\", token.Reveal())|];")]
    public async Task Parameter_is_followed(string parameter, string statement) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(Player($"public void Keep({parameter}) {{ {statement} }}")));

    [Fact]
    public async Task Result_of_an_authorization_in_a_static_member_is_reported() => await RuleTest.ReportsAsync(
        Rule,
        RuleTest.InFile(Player("public async Task RunAsync() { [|s_last = await _viewer.AuthorizeAsync(\"res-1\", default)|]; }")));

    [Fact]
    public async Task Factory_of_a_cache_is_reported() => await RuleTest.ReportsAsync(
        Rule,
        RuleTest.InFile(Player(
            "public Task<PlaybackAuthorization> RunAsync() => new HybridCache().GetOrCreateAsync(\"a\", async () => "
            + "[|await _viewer.AuthorizeAsync(\"res-1\", default)|]);")));

    private static string InPlayer(string statements) => RuleTest.InFile(Player(
        "public async Task RunAsync() { if (await _viewer.AuthorizeAsync(\"res-1\", default) is PlaybackPermit permit) { "
        + statements
        + " } }"));

    private static string Player(string method) => $$"""
        using AdobePass.Entitlements;
        using Microsoft.Extensions.Caching.Memory;

        namespace Microsoft.Extensions.Caching.Memory { class MemoryCache { public void Set(object key, object value) { } } }

        class Playback { public PlaybackPermit? Permit { get; set; } }

        class HybridCache { public Task<T> GetOrCreateAsync<T>(string key, Func<Task<T>> make) => make(); }

        class Device
        {
            public string? Token { get; set; }
            public void Play(SerializedMediaToken token) { }
            public void Start(Playback playback) { }
        }

        class Player
        {
            static PlaybackPermit? _static;
            static PlaybackAuthorization? s_last;
            static string? s_token;
            readonly Dictionary<string, PlaybackPermit> _byResource = new();
            readonly List<SerializedMediaToken> _list = new();
            readonly ConcurrentQueue<PlaybackAuthorization> _queue = new();
            readonly MemoryCache _cache = new();
            readonly Device _device = new();
            readonly ViewerEntitlements _viewer = null!;
            PlaybackPermit? _permit;
            PlaybackPermit? Permit { get; set; }
            string? _token;
            string? _last;
            string? _text;
            DateTimeOffset _expiry;
            bool _wasPermitted;
            {{method}}
        }
        """;
}
