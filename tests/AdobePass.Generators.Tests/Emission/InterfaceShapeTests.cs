using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Emission;

/// <summary>Every form that an interface may have compiles without a warning and is implemented completely.</summary>
public class InterfaceShapeTests
{
    private const string Usings = """
        #pragma warning disable CS1591
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;


        """;

    private const string Authorize =
        "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, "
        + "CancellationToken cancellationToken = default);";

    [Theory]
    [InlineData("MyApp.PlaybackClient", "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize + " } }")]
    [InlineData("PlaybackClient", "[AdobePassApi] public interface IPlayback { " + Authorize + " }")]
    [InlineData("MyApp.PlaybackClient", "namespace MyApp { [AdobePassApi] internal interface IPlayback { " + Authorize + " } }")]
    [InlineData(
        "MyApp.OuterInnerPlaybackClient",
        "namespace MyApp { public class Outer { public struct Inner { [AdobePassApi] public interface IPlayback { " + Authorize
        + " } } } }")]
    [InlineData(
        "MyApp.OuterAllClient",
        "namespace MyApp { public static partial class Outer { [AdobePassApi] public partial interface IAll { } } }")]
    [InlineData(
        "MyApp.OuterAllClient",
        "namespace MyApp { internal partial record Outer { [AdobePassApi] internal partial interface IAll { } } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public partial interface IPlayback { " + Authorize
        + " } public partial interface IPlayback { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { public interface IBase { " + Authorize + " } public interface IOther { " + Authorize
        + " } [AdobePassApi] public interface IPlayback : IBase, IOther { } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { public interface IBase { Task AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); } "
        + "[AdobePassApi] public interface IPlayback : IBase { "
        + "new Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public partial interface IAll { } [AdobePassApi] public interface IPlayback : IAll { "
        + "[AdobePassOperation(\"authorize\")] Task<DecisionsResponse> PlayAsync(string serviceProvider, string mvpd, "
        + "DecisionsRequest body); } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize
        + " int Twice(int x) => 2 * x; static int Three => 3; } }")]
    [InlineData(
        "MyApp.IPlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize + " } [AdobePassApi] public interface Playback { "
        + Authorize + " } }")]
    [InlineData(
        "MyApp.Chosen",
        "namespace MyApp { [AdobePassApi(ClientName = \"Chosen\")] public interface IPlayback { " + Authorize + " } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize + " } [AdobePassApi] public interface Iplayback { "
        + Authorize + " } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { "
        + "[AdobePassOperation(\"authorize\")] "
        + "ValueTask<AdobePassResponse<DecisionsResponse>> @event([AdobePassParameter(\"serviceProvider\")] string @class, "
        + "[AdobePassParameter(\"mvpd\")] string request, DecisionsRequest body, StreamingDevice? @default, "
        + "CancellationToken @await); } }")]
    [InlineData("MyApp.PlaybackClient", "namespace MyApp { [AdobePassApi] public interface IPlayback { [Obsolete] " + Authorize + " } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { public class Task { } public class System { } public class CancellationToken { } "
        + "public class AdobePassResponse { } [AdobePassApi] public interface IPlayback { "
        + "global::System.Threading.Tasks.Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, "
        + "DecisionsRequest body); } }")]
    [InlineData(
        "MyApp.AClient",
        "namespace MyApp { [AdobePassApi] public interface IA { " + Authorize
        + " } [AdobePassApi(\"dcr\")] public partial interface IRegistration { } [AdobePassApi] public partial interface IC { } }")]
    [InlineData("My.event.class.EntClient", "namespace My.@event.@class { [AdobePassApi] public partial interface IEnt { } }")]
    [InlineData(
        "MyApp.classinterfaceClient",
        "namespace MyApp { public partial class @class { [AdobePassApi] public partial interface @interface { } } }")]
    [InlineData(
        "MyApp.IAdobePassClient",
        "namespace MyApp { [AdobePassApi] public partial interface IAdobePass { } class Use { void M() { "
        + "using var c = new AdobePassClient(new AdobePassOptions()); } } }")]
    [InlineData(
        "MyApp.IPlaybackClient",
        "namespace MyApp { public class PlaybackClient { } [AdobePassApi] public interface IPlayback { " + Authorize + " } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { "
        + "Task<ProfilesResponse?> GetProfilesAsync(string? serviceProvider, CancellationToken? ct = null); "
        + "ValueTask<AdobePassResponse<DecisionsResponse?>> AuthorizeAsync(string serviceProvider, string _adobePass, "
        + "[AdobePassParameter(\"mvpd\")] string x, DecisionsRequest body); } }")]
    [InlineData(
        "MyApp.AllClient",
        "namespace MyApp { public class Models { } public class Pass { } public class Runtime { } public class Tasks { } "
        + "public class Threading { } [AdobePassApi] public partial interface IAll { } } namespace MyApp.RestV2 { "
        + "public class Generic { } public class Json { } public class Models { } public class Pass { } public class Runtime { } }")]
    [InlineData(
        "AllClient",
        "public class Models { } public class Pass { } public class Runtime { } public class Tasks { } public class Threading { } "
        + "[AdobePassApi] public partial interface IAll { }")]
    [InlineData(
        "MyApp.BClient",
        "namespace MyApp { [AdobePassApi] public partial interface IA { } [AdobePassApi] public partial interface IB : IA { } }")]
    [InlineData(
        "MyApp.BClient",
        "namespace MyApp { [AdobePassApi(\"dcr\")] public partial interface IA { } [AdobePassApi] public interface IB : IA { " + Authorize
        + " } }")]
    [InlineData(
        "MyApp.PlaybackClient",
        "namespace MyApp { [AdobePassApi] public interface IPlayback { "
        + "Task<System.Collections.Generic.List<Profile>> GetProfilesAsync(string serviceProvider); "
        + "Task<Decision[]> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); } }")]
    public void Generated_client_compiles_without_warnings(string client, string source)
    {
        var generated = UserProject.Create(Usings + source).Generate();

        Assert.Null(generated.Result.Results[0].Exception);
        Assert.Equal(
            string.Empty,
            string.Join(
                "\n",
                generated.Problems.Where(
                    problem => problem.Id is not ("CS0612" or "CS0618")
                        || problem.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))));
        var type = generated.Compilation.GetTypeByMetadataName(client);
        Assert.NotNull(type);
        Assert.True(type.IsSealed);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Generated_code_compiles_in_every_supported_language_version(LanguageVersion version)
    {
        var project = new UserProject { LanguageVersion = version }
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSource(Usings + "namespace MyApp { [AdobePassApi] public partial interface IAll { } }");

        project.Generate().ShouldCompile();
    }

    [Fact]
    public void The_client_repeats_the_default_values_of_the_interface()
    {
        var source = UserProject.Create(
            Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { "
            + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider = \"CHAN\\\"1\", string? adServiceToken = null, "
            + "StreamingDevice? device = null, CancellationToken cancellationToken = default); } }")
            .Generate().ShouldCompile().Source("MyApp.IPlayback.AdobePass.g.cs");

        var lines = source.Split('\n').Select(line => line.Trim()).ToList();
        Assert.Contains("string serviceProvider = \"CHAN\\\"1\",", lines);
        Assert.Contains("string? adServiceToken = default,", lines);
        Assert.Contains("Pass::StreamingDevice? device = default,", lines);
        Assert.Contains("Threading::CancellationToken cancellationToken = default)", lines);
    }

    [Theory]
    [InlineData("my-app.2x", "my_app._2x.RestV2")]
    [InlineData("My.event.App", "My.event.App.RestV2")]
    [InlineData("My App", "My_App.RestV2")]
    [InlineData("class", "class.RestV2")]
    [InlineData("2x", "_2x.RestV2")]
    [InlineData("", "MyApp.RestV2")]
    public void Any_project_name_becomes_a_namespace(string rootNamespace, string models)
    {
        var generated = UserProject.Create(
            "namespace N { /// <summary>All.</summary>\n[AdobePass.AdobePassApi] public partial interface IAll { } }")
            .WithRootNamespace(rootNamespace)
            .Generate()
            .ShouldCompile();

        Assert.NotNull(generated.Compilation.GetTypeByMetadataName(models + ".Decision"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_interface_inherited_from_another_project_is_implemented_with_that_projects_models(bool fromSource)
    {
        var library = UserProject.Create(
            Usings + "namespace MyApp { [AdobePassApi] public partial interface IAll { } [AdobePassApi] public interface IPlayback { "
            + Authorize + " } }")
            .Generate()
            .ShouldCompile()
            .Compilation;
        var app = UserProject.Create(
            "#pragma warning disable CS1591\n"
            + "namespace App { [AdobePass.AdobePassApi] public interface IApp : MyApp.IPlayback { } "
            + "[AdobePass.AdobePassApi] public interface IEverything : MyApp.IAll { } }")
            .WithRootNamespace("App");
        MetadataReference reference;
        if (fromSource)
        {
            reference = library.ToMetadataReference();
        }
        else
        {
            using var image = new MemoryStream();
            Assert.True(library.Emit(image).Success);
            reference = MetadataReference.CreateFromImage(image.ToArray());
        }

        app.Driver().RunGeneratorsAndUpdateCompilation(app.Compilation("App").AddReferences(reference), out var output, out _);

        Assert.Equal(
            string.Empty,
            string.Join("\n", output.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning)));
        Assert.NotNull(output.GetTypeByMetadataName("App.AppClient"));
        Assert.NotNull(output.GetTypeByMetadataName("App.EverythingClient"));
    }

    [Fact]
    public void Optional_arguments_accept_null_if_nullable_is_disabled()
    {
        var source = new UserProject { Nullable = NullableContextOptions.Disable }
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSource(
                Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { "
                + "Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body = null, "
                + "string adServiceToken = null); " + Authorize + " } }")
            .Generate().ShouldCompile().Source("MyApp.IPlayback.AdobePass.g.cs");

        Assert.Contains("body?.Mvpd", source, StringComparison.Ordinal);
        Assert.DoesNotContain("if (adServiceToken is null)", source, StringComparison.Ordinal);
        Assert.Single(source.Split('\n'), line => line.Contains("if (body is null)", StringComparison.Ordinal));
    }

    [Fact]
    public void Generated_code_compiles_with_nullable_disabled()
    {
        var project = new UserProject { Nullable = NullableContextOptions.Disable }
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSource(
                Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize
                + " } [AdobePassApi] public partial interface IAll { } }");

        project.Generate().ShouldCompile();
    }

    [Fact]
    public void An_empty_partial_interface_gets_every_operation_with_documentation()
    {
        var generated = UserProject.Create(Usings + "namespace MyApp { [AdobePassApi] public partial interface IEntitlements { } }")
            .Generate()
            .ShouldCompile();

        var symbol = generated.Compilation.GetTypeByMetadataName("MyApp.IEntitlements")!;
        Assert.Equal(
            [
                "AuthorizeAsync",
                "CreatePartnerProfileAsync",
                "CreatePartnerSessionAsync",
                "CreateSessionAsync",
                "GetConfigurationAsync",
                "GetProfileForCodeAsync",
                "GetProfileForMvpdAsync",
                "GetProfilesAsync",
                "GetSessionAsync",
                "LogoutAsync",
                "PreauthorizeAsync",
                "ResumeSessionAsync",
                "StartAuthenticationUri",
            ],
            symbol.GetMembers().Select(member => member.Name).Order());
        Assert.All(symbol.GetMembers(), member =>
        {
            var docs = member.GetDocumentationCommentXml()!;
            Assert.Contains("<summary>", docs, StringComparison.Ordinal);
            Assert.All(
                ((IMethodSymbol)member).Parameters,
                parameter => Assert.Contains($"<param name=\"{parameter.Name}\">", docs, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Models_used_only_by_internal_interfaces_are_internal()
    {
        var hidden = UserProject.Create(Usings + "namespace MyApp { [AdobePassApi] internal interface IPlayback { " + Authorize + " } }")
            .Generate()
            .ShouldCompile();
        var shown = UserProject.Create(
            Usings + "namespace MyApp { [AdobePassApi] internal interface IPlayback { " + Authorize
            + " } [AdobePassApi] public interface IMine { " + Authorize + " } }")
            .Generate()
            .ShouldCompile();

        Assert.Equal(Accessibility.Internal, hidden.Compilation.GetTypeByMetadataName("MyApp.RestV2.Decision")!.DeclaredAccessibility);
        Assert.Equal(Accessibility.Public, shown.Compilation.GetTypeByMetadataName("MyApp.RestV2.Decision")!.DeclaredAccessibility);
    }

    [Fact]
    public void Only_models_reachable_from_used_operations_are_emitted()
    {
        var generated = UserProject.Create(Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize + " } }")
            .Generate();

        Assert.Equal(
            ["Decision", "DecisionSource", "DecisionsRequest", "DecisionsResponse", "MediaToken"],
            generated.FileNames.Where(name => name.StartsWith("MyApp.RestV2.", StringComparison.Ordinal))
                .Select(name => name.Split('.')[2])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void File_names_are_unique_ignoring_case()
    {
        var names = UserProject.Create(
            Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize
            + " } [AdobePassApi] public interface Iplayback { " + Authorize + " } }")
            .Generate()
            .FileNames
            .ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Output_is_independent_of_culture_and_file_order_without_carriage_returns()
    {
        string[] sources =
        [
            Usings + "namespace MyApp { [AdobePassApi] public partial interface IAll { } }",
            Usings + "namespace MyApp { [AdobePassApi] public interface IPlayback { " + Authorize + " } }",
        ];
        var expected = Texts(sources);
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "fi-FI", "ar-SA" })
            {
                System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(culture);
                Assert.Equal(expected, Texts([sources[1], sources[0]]));
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', string.Concat(expected.Values));
    }

    private static SortedDictionary<string, string> Texts(string[] sources)
    {
        var result = UserProject.Create(sources).Generate().Result.Results[0].GeneratedSources;
        return new SortedDictionary<string, string>(
            result.ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
            StringComparer.Ordinal);
    }
}
