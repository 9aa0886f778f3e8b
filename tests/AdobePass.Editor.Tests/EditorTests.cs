using AdobePass.Generators.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Editor.Tests;

/// <summary>What a developer sees while he types, asked of the services that editors ask.</summary>
public sealed class EditorTests
{
    private const string Source = """
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;

        [AdobePassApi]
        public partial interface IEntitlements;

        [AdobePassApi]
        public interface IPlayback
        {
            Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);
        }

        public static class Use
        {
            public static async Task WatchAsync(IEntitlements entitlements, AdobePassClient adobePass)
            {
                IPlayback playback = new PlaybackClient(adobePass);
                var session = await entitlements.CreateSessionAsync("CHAN1", new SessionRequest());
                _ = session.NotAfter;
            }
        }
        """;

    [Fact]
    public async Task Completion_offers_every_spec_method_with_its_description()
    {
        var workspace = UserWorkspace.Create(Source);
        var service = CompletionService.GetService(workspace.Document)!;

        var completions = await service.GetCompletionsAsync(workspace.Document, Source.IndexOf("entitlements.Create", StringComparison.Ordinal) + "entitlements.".Length);

        var offered = completions.ItemsList.Select(item => item.DisplayText).ToList();
        Assert.Subset(offered.ToHashSet(), new HashSet<string> { "AuthorizeAsync", "CreatePartnerProfileAsync", "CreatePartnerSessionAsync", "CreateSessionAsync", "GetConfigurationAsync", "GetProfileForCodeAsync", "GetProfileForMvpdAsync", "GetProfilesAsync", "GetSessionAsync", "LogoutAsync", "PreauthorizeAsync", "ResumeSessionAsync", "StartAuthenticationUri" });
        var item = completions.ItemsList.Single(each => each.DisplayText == "AuthorizeAsync");
        var description = (await service.GetDescriptionAsync(workspace.Document, item))!.Text;
        Assert.Contains("Task<DecisionsResponse> IEntitlements.AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body", description, StringComparison.Ordinal);
        Assert.Contains("decision", description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Completion_offers_the_properties_of_a_model()
    {
        var workspace = UserWorkspace.Create(Source);
        var service = CompletionService.GetService(workspace.Document)!;

        var completions = await service.GetCompletionsAsync(workspace.Document, Source.IndexOf("session.NotAfter", StringComparison.Ordinal) + "session.".Length);

        Assert.Subset(completions.ItemsList.Select(item => item.DisplayText).ToHashSet(), new HashSet<string> { "ActionName", "Code", "MissingParameters", "NotAfter", "SessionId", "Url" });
    }

    [Theory]
    [InlineData("CreateSessionAsync", "session")]
    [InlineData("NotAfter", "milliseconds since 1970")]
    [InlineData("PlaybackClient", "Creates a client")]
    [InlineData("DecisionsRequest", "for which a decision is wanted")]
    public async Task Quick_info_shows_spec_descriptions_and_units(string name, string expected)
    {
        var workspace = UserWorkspace.Create(Source);
        var service = QuickInfoService.GetService(workspace.Document)!;

        var info = await service.GetQuickInfoAsync(workspace.Document, Source.LastIndexOf(name, StringComparison.Ordinal) + 1);

        Assert.Contains(expected, string.Concat(info!.Sections.SelectMany(section => section.TaggedParts).Select(part => part.Text)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_emitted_method_documents_parameters_result_and_exceptions()
    {
        var compilation = (await UserWorkspace.Create(Source).Project.GetCompilationAsync())!;
        var methods = compilation.GetTypeByMetadataName("MyApp.IEntitlements")!.GetMembers().OfType<IMethodSymbol>().ToList();

        Assert.Equal(13, methods.Count);
        Assert.All(methods, method =>
        {
            var documentation = method.GetDocumentationCommentXml()!;
            Assert.Contains("<summary>", documentation, StringComparison.Ordinal);
            Assert.Contains("<returns>", documentation, StringComparison.Ordinal);
            Assert.Equal(method.Name != "StartAuthenticationUri", documentation.Contains("AdobePassApiException", StringComparison.Ordinal));
            Assert.All(method.Parameters, parameter => Assert.Contains($"<param name=\"{parameter.Name}\">", documentation, StringComparison.Ordinal));
        });
        Assert.All(
            compilation.GetTypeByMetadataName("MyApp.RestV2.SessionResponse")!.GetMembers().OfType<IPropertySymbol>(),
            property => Assert.Contains("<summary>", property.GetDocumentationCommentXml()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Go_to_definition_opens_the_generated_source()
    {
        var workspace = UserWorkspace.Create(Source);
        var symbol = await SymbolFinder.FindSymbolAtPositionAsync(workspace.Document, Source.IndexOf("PlaybackClient(adobePass)", StringComparison.Ordinal) + 1);
        var tree = symbol!.Locations.Single(location => location.IsInSource).SourceTree!;

        var emitted = await workspace.Project.GetSourceGeneratedDocumentsAsync();
        var opened = Assert.Single(emitted, document => document.HintName == "MyApp.IPlayback.AdobePass.g.cs");

        Assert.Equal((await opened.GetTextAsync()).ToString(), tree.ToString());
        Assert.Contains("public sealed class PlaybackClient", tree.ToString(), StringComparison.Ordinal);
        Assert.All(emitted, document => Assert.StartsWith("MyApp.", document.HintName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renaming_an_interface_removes_the_old_client()
    {
        var workspace = UserWorkspace.Create(Source);
        Assert.Contains(await workspace.Project.GetSourceGeneratedDocumentsAsync(), document => document.HintName == "MyApp.IPlayback.AdobePass.g.cs");

        var renamed = workspace.Document.WithText(SourceText.From(Source.Replace("IPlayback", "IWatching", StringComparison.Ordinal).Replace("PlaybackClient", "WatchingClient", StringComparison.Ordinal)));
        var emitted = (await renamed.Project.GetSourceGeneratedDocumentsAsync()).Select(document => document.HintName).ToList();

        Assert.Contains("MyApp.IWatching.AdobePass.g.cs", emitted);
        Assert.DoesNotContain("MyApp.IPlayback.AdobePass.g.cs", emitted);
        Assert.DoesNotContain((await renamed.Project.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task Misspelled_operation_is_reported_at_its_location()
    {
        var workspace = UserWorkspace.Create(Source.Replace("> AuthorizeAsync", "> AuthoriseAsync", StringComparison.Ordinal));

        var diagnostic = Assert.Single(await workspace.DiagnosticsAsync(), each => each.Id == "AP6001");

        Assert.Equal("AuthoriseAsync", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }
}
