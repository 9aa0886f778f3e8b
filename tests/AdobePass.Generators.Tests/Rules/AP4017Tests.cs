using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4017: A catalogue decision starts playback.</summary>
public class AP4017Tests
{
    private const string Rule = "AP4017";

    [Theory]
    [InlineData("if (item.IsAvailable) { [|Play(item.Resource)|]; }")]
    [InlineData("if (!item.IsAvailable) { return; } [|Play(item.Resource)|];")]
    [InlineData("if (item.State == CatalogItemState.Available) { [|Play(item.Resource)|]; }")]
    [InlineData("if (item.State != CatalogItemState.Available) { return; } [|Play(item.Resource)|];")]
    [InlineData("if (item is { IsAvailable: true }) { [|Play(item.Resource)|]; }")]
    [InlineData("if (item is not { State: CatalogItemState.Available }) { return; } [|Play(item.Resource)|];")]
    [InlineData("switch (item.State) { case CatalogItemState.Available: [|Play(item.Resource)|]; break; default: break; }")]
    [InlineData("var mayPlay = item.IsAvailable; if (mayPlay) { [|Play(item.Resource)|]; }")]
    [InlineData("if (catalog.Find(\"res-1\")?.IsAvailable == true) { await [|StartPlaybackAsync(\"res-1\")|]; }")]
    [InlineData("foreach (var each in catalog.Items) { if (each.IsAvailable && each.Resource != \"x\") { [|Play(each.Resource)|]; } }")]
    public async Task Playback_after_the_catalogue_is_a_warning(string statements) =>
        Assert.All(await RuleTest.ReportsAsync(Rule, InPage(statements)), each => Assert.Equal(DiagnosticSeverity.Warning, each.Severity));

    [Theory]
    [InlineData("if (item.IsAvailable) { [|_player.Play(item.Resource)|]; }")]
    public async Task Method_without_source_is_info(string statements) =>
        Assert.All(await RuleTest.ReportsAsync(Rule, InPage(statements)), each => Assert.Equal(DiagnosticSeverity.Info, each.Severity));

    [Theory]
    [InlineData("if (item.IsAvailable) { Show(item.Resource); }")]
    [InlineData("if (!item.IsAvailable) { Play(\"trailer\"); }")]
    [InlineData("if (item.State == CatalogItemState.Denied) { Play(\"trailer\"); }")]
    [InlineData("if (item.IsAvailable) { await PlayWithPermitAsync(item.Resource); }")]
    [InlineData("if (item.IsAvailable) { PlayInTwoSteps(item.Resource); }")]
    [InlineData("if (item.IsAvailable && await _viewer.AuthorizeAsync(\"a\", default) is PlaybackPermit) { Play(\"a\"); }")]
    [InlineData("if (item.Resource == \"a\") { Play(\"a\"); }")]
    [InlineData("Play(\"free\"); if (item.IsAvailable) { Show(\"a\"); }")]
    public async Task Display_and_authorized_playback_are_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, InPage(statements));

    private static string InPage(string statements) => RuleTest.InFile($$"""
        using AdobePass.Entitlements;

        interface IPlayer { void Play(string resource); }

        class Page
        {
            readonly ViewerEntitlements _viewer = null!;
            readonly IPlayer _player = null!;

            public async Task RunAsync()
            {
                var catalog = await _viewer.CheckCatalogAsync(new[] { "res-1" }, default);
                var item = catalog.Items[0];
                {{statements}}
            }

            void Show(string resource) { }
            void Play(string resource) => Console.WriteLine(resource);
            Task StartPlaybackAsync(string resource) => Task.CompletedTask;
            async Task PlayWithPermitAsync(string resource) { await _viewer.AuthorizeAsync(resource, default); }
            void PlayResource(string resource) => PlayInTwoSteps(resource);
            void PlayInTwoSteps(string resource) => _ = PlayWithPermitAsync(resource);
        }
        """);
}
