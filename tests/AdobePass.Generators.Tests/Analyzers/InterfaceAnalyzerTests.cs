using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>
/// Each mistake is reported by its rule at its location, with a message that says what to do. The location is marked with [| and |].
/// </summary>
public class InterfaceAnalyzerTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;


        """;

    [Theory]
    [InlineData(
        "AP6001",
        "Did you mean \"authorize\"?",
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> [|AuthoriseAsync|](string serviceProvider, string mvpd, DecisionsRequest body); }")]
    [InlineData(
        "AP6001",
        "\"getProfiles\"",
        "[AdobePassApi] public interface IA { "
        + "[[|AdobePassOperation(\"getProfile\")|]] Task<ProfilesResponse> MineAsync(string serviceProvider); }")]
    [InlineData(
        "AP6002",
        "Did you mean \"serviceProvider\"?",
        "[AdobePassApi] public interface IA { "
        + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string [|serviceProviderId|]); }")]
    [InlineData(
        "AP6002",
        "StreamingDevice",
        "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string [|xDeviceInfo|]); }")]
    [InlineData(
        "AP6002",
        "remove the parameter",
        "[AdobePassApi] public interface IA { "
        + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string [|authorization|]); }")]
    [InlineData(
        "AP6002",
        "two parameters",
        "[AdobePassApi] public interface IA { "
        + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string [|ServiceProvider|]); }")]
    [InlineData(
        "AP6003",
        "requires \"mvpd\"",
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> [|AuthorizeAsync|](string serviceProvider, DecisionsRequest body); }")]
    [InlineData(
        "AP6003",
        "requires a body",
        "[AdobePassApi] public interface IA { Task<DecisionsResponse> [|AuthorizeAsync|](string serviceProvider, string mvpd); }")]
    [InlineData(
        "AP6003",
        "requires \"redirectUrl\"",
        "[AdobePassApi] public interface IA { Task<LogoutResponse> [|LogoutAsync|](string serviceProvider, string mvpd); }")]
    [InlineData(
        "AP6004",
        "is \"string\", not \"int\"",
        "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync(int [|serviceProvider|]); }")]
    [InlineData(
        "AP6005",
        "Return Task<ProfilesResponse>",
        "[AdobePassApi] public interface IA { [|ProfilesResponse|] GetProfiles(string serviceProvider); }")]
    [InlineData(
        "AP6005",
        "Return Task<ProfilesResponse>",
        "[AdobePassApi] public interface IA { [|void|] GetProfiles(string serviceProvider); }")]
    [InlineData("AP6005", "user agent", "[AdobePassApi] public interface IA { [|Uri|] GetProfiles(string serviceProvider); }")]
    [InlineData(
        "AP6006",
        "returns \"ProfilesResponse\"",
        "[AdobePassApi] public interface IA { [|Task<DecisionsResponse>|] GetProfilesAsync(string serviceProvider); "
        + "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }")]
    [InlineData(
        "AP6006",
        "the closest match is \"ProfilesResponse\"",
        "[AdobePassApi] public interface IA { [|Task<ProfileResponse>|] GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "AP6006",
        "not \"SessionRequest\"",
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, SessionRequest [|body|]); "
        + "Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body); }")]
    [InlineData(
        "AP6006",
        "no JSON",
        "[AdobePassApi] public interface IA { [|Task<SessionResponse>|] StartAuthenticationAsync(string serviceProvider, string code); "
        + "Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body); }")]
    [InlineData("AP6007", "it is generic", "[AdobePassApi] public interface IA { Task<T> [|AuthorizeAsync|]<T>(string serviceProvider); }")]
    [InlineData("AP6007", "it is a property", "[AdobePassApi] public interface IA { string [|Name|] { get; } }")]
    [InlineData("AP6007", "it is an event", "[AdobePassApi] public interface IA { event EventHandler [|Changed|]; }")]
    [InlineData(
        "AP6007",
        "by reference",
        "[AdobePassApi] public interface IA { Task<ProfilesResponse> [|GetProfilesAsync|](ref string serviceProvider); }")]
    [InlineData(
        "AP6007",
        "static abstract",
        "[AdobePassApi] public interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] static abstract Task<ProfilesResponse> [|MineAsync|](string serviceProvider); }")]
    [InlineData(
        "AP6007",
        "static abstract",
        "[AdobePassApi] public interface IA { static abstract Task<ProfilesResponse> [|GetProfilesAsync|](string serviceProvider); }")]
    [InlineData("AP0003", "not a C# identifier", "[AdobePassApi(ClientName = \"My Client\")] public partial interface [|IA|] { }")]
    [InlineData(
        "AP6005",
        "Return Task<ProfilesResponse>",
        "[AdobePassApi] public interface IA { "
        + "[|System.Collections.Generic.IAsyncEnumerable<ProfilesResponse>|] GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "AP6008",
        "List<ProfilesResponse>",
        "[AdobePassApi] public interface IA { [|Task<List<ProfilesResponse>>|] GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "AP6007",
        "remove IDisposable",
        "[AdobePassApi] public interface [|IA|] : IDisposable { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "AP6002",
        "has a device already",
        "[AdobePassApi] public interface IA { "
        + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice one, StreamingDevice [|two|]); }")]
    [InlineData(
        "AP6002",
        "has a cancellation token already",
        "[AdobePassApi] public interface IA { "
        + "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, CancellationToken one, CancellationToken [|two|]); }")]
    [InlineData(
        "AP6002",
        "no parameter \"traceId\"",
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, Guid [|traceId|], DecisionsRequest body); }")]
    [InlineData(
        "AP6008",
        "JsonSerializerContext",
        "public class Mine { } [AdobePassApi] public interface IA { [|Task<Mine>|] GetProfilesAsync(string serviceProvider); }")]
    [InlineData(
        "AP6008",
        "JsonSerializerContext",
        "public class Mine { } [AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, Mine [|body|]); }")]
    [InlineData("AP0001", "Did you mean \"rest-v2\"?", "[[|AdobePassApi(\"rest-v3\")|]] public partial interface IA { }")]
    [InlineData("AP0003", "it is generic", "[AdobePassApi] public partial interface [|IA|]<T> { }")]
    [InlineData("AP0003", "local to its file", "[AdobePassApi] file partial interface [|IA|] { }")]
    [InlineData(
        "AP0003",
        "make it internal or public",
        "public partial class Outer { [AdobePassApi] private partial interface [|IA|] { } }")]
    [InlineData("AP0003", "generic type \"Outer\"", "public partial class Outer<T> { [AdobePassApi] public partial interface [|IA|] { } }")]
    [InlineData("AP0004", "partial interface IA", "[AdobePassApi] public interface [|IA|] { }")]
    [InlineData(
        "AP0004",
        "\"Outer\" around it must be partial",
        "public class Outer { [AdobePassApi] public partial interface [|IA|] { } }")]
    public async Task Diagnostic_is_reported_at_the_expected_location(string rule, string fragment, string marked)
    {
        var source =
            Head + marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);
        var start = (Head + marked).IndexOf("[|", StringComparison.Ordinal);
        var end = (Head + marked).IndexOf("|]", StringComparison.Ordinal) - 2;

        var diagnostic = Assert.Single(await UserProject.Create(source).AnalyzeAsync());

        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(fragment, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("[AdobePassApi] public partial interface IA { }")]
    [InlineData("[AdobePassApi(\"dcr\")] public partial interface IA { }")]
    [InlineData("[AdobePassApi] public interface IA { Uri StartAuthentication(string serviceProvider, string code); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { Task<AdobePassResponse> StartAuthenticationAsync(string serviceProvider, string code); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync(CancellationToken ct, StreamingDevice d, DecisionsRequest request, string mvpd, "
        + "string serviceProvider); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "ValueTask<AdobePassResponse<ProfilesResponse>> GetProfilesAsync(string serviceProvider, string? adServiceToken = null); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task GetProfilesAsync(string serviceProvider, [AdobePassParameter(\"AD-Service-Token\")] string? token); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "[AdobePassOperation(\"GETPROFILES\")] Task<System.Text.Json.JsonElement> Raw(string serviceProvider); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, System.Text.Json.JsonElement body); }")]
    public async Task Valid_interface_compiles_without_diagnostics(string source)
    {
        var project = UserProject.Create("#pragma warning disable CS1591\n" + Head + source);

        Assert.Empty((await project.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
        Assert.DoesNotContain(
            project.Generate().Problems,
            problem => problem.Id != "CS8019" && problem.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Invalid_method_generates_a_throwing_stub_that_names_the_rule()
    {
        var generated = UserProject.Create(
            Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string wrong); }")
            .Generate();

        Assert.DoesNotContain(
            generated.Problems,
            problem => problem.Severity == DiagnosticSeverity.Error && problem.Id is not ("CS1591" or "CS8019"));
        Assert.Contains(
            "NotSupportedException(\"IA.GetProfilesAsync does not match the API spec. AP6002:",
            generated.Source("MyApp.IA.AdobePass.g.cs"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsRespons> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsReqest body); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthoriseAsync(string serviceProvider, string mvpd, DecisionsRequest body); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task<DecisionsResponse> AuthorizeAsync<T>(string serviceProvider, string mvpd, DecisionsRequest body); }")]
    public void Types_of_an_invalid_interface_resolve_so_that_analyzers_run(string source)
    {
        var generated = UserProject.Create("#pragma warning disable CS1591\n" + Head + source).Generate();

        Assert.DoesNotContain(generated.Problems, problem => problem.Severity == DiagnosticSeverity.Error && problem.Id != "CS8019");
    }

    /// <summary>
    /// In an editor, the compilation refers to the source of the other project. A diagnostic located in that source would be rejected.
    /// </summary>
    [Theory]
    [InlineData("AP6001", "AdobePassApi", "System.Threading.Tasks.Task NopeAsync(string serviceProvider);")]
    [InlineData("AP6002", "AdobePassApi", "System.Threading.Tasks.Task GetProfilesAsync(string serviceProvider, string wrong);")]
    [InlineData("AP6007", "IA", "string Name { get; }")]
    public async Task Invalid_member_of_another_project_is_reported_at_the_inheriting_interface(string rule, string expected, string member)
    {
        var library = UserProject.Create("namespace Library { public interface IBase { " + member + " } }")
            .Compilation("Library")
            .ToMetadataReference();
        var source = Head + "[AdobePassApi] public interface IA : Library.IBase { }";

        var diagnostic = Assert.Single(await UserProject.Create(source).WithReference(library).AnalyzeAsync());

        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(expected, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public async Task Missing_spec_diagnostic_explains_how_to_add_a_spec()
    {
        var diagnostic = Assert.Single(
            await UserProject.WithoutSpecs(Head + "[AdobePassApi] public partial interface IA { }").AnalyzeAsync());

        Assert.Equal("AP0001", diagnostic.Id);
        Assert.Contains("<AdobePassApiSpec Include=", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_version_below_11_reports_one_error_and_generates_no_code()
    {
        var project = new UserProject { LanguageVersion = LanguageVersion.CSharp10 }
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSource(Head + "[AdobePassApi] public partial interface IA { }");

        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal("AP0002", diagnostic.Id);
        Assert.Contains("<LangVersion>", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(project.Generate().FileNames);
    }

    [Fact]
    public async Task Pragma_suppresses_the_diagnostic()
    {
        var diagnostics = await UserProject.Create(
            "#pragma warning disable AP6001\n" + Head + "[AdobePassApi] public interface IA { Task<DecisionsResponse> NopeAsync(); }")
            .AnalyzeAsync();

        Assert.DoesNotContain(diagnostics, diagnostic => !diagnostic.IsSuppressed);
    }

    [Theory]
    [InlineData("[AdobePassApi] public interface IA { Task< GetProfilesAsync(string")]
    [InlineData("[AdobePassApi(] public interface IA { }")]
    [InlineData("[AdobePassApi(null)] public partial interface IA { }")]
    [InlineData(
        "[AdobePassApi(JsonContext = typeof(Missing))] public interface IA { "
        + "Task<Unknown<Also>> GetProfilesAsync(string serviceProvider, Nothing x); }")]
    [InlineData("[AdobePassApi] public interface IA : IA { }")]
    [InlineData("[AdobePassApi] public class NotAnInterface { }")]
    [InlineData("[AdobePassApi] [AdobePassApi] public partial interface IA { }")]
    public async Task Broken_code_does_not_crash_the_generator_or_the_analyzers(string source)
    {
        var project = UserProject.Create(Head + source);

        Assert.Null(project.Generate().Result.Results[0].Exception);
        Assert.DoesNotContain(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "AD0001");
    }
}
