using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>AP6009 to AP6011: hints for code that works. The location is marked with [| and |].</summary>
public class InterfaceHintTests
{
    private const string Head = """
        #pragma warning disable CS1591
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;


        """;

    private const string Program = " static class Program { static void Main() { } }";

    private const string Friends = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"MyApp.Tests\")]";

    private const string Spec = """
        { "openapi": "3.1.0", "paths": {
            "/old/{id}": { "get": { "operationId": "getOld", "deprecated": true, "parameters": [ { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } ], "responses": { "204": { "description": "Nothing." } } } },
            "/new": { "get": { "operationId": "getNew", "deprecated": false, "responses": { "204": { "description": "Nothing." } } } } } }
        """;

    [Theory]
    [InlineData(
        "no marked interface inherits it",
        "internal interface IA { [[|AdobePassOperation(\"getProfiles\")|]] Task MineAsync(string serviceProvider); }")]
    [InlineData(
        "\"IA\" is not marked",
        "internal interface IA { Task GetProfilesAsync([[|AdobePassParameter(\"serviceProvider\")|]] string channel); }")]
    [InlineData(
        "Mark the interface",
        "public class Outer { private interface IA { "
        + "[Obsolete, [|AdobePassOperation(\"getProfiles\")|]] Task MineAsync(string serviceProvider); } }")]
    [InlineData(
        "Mark the interface",
        "public interface IA { [[|AdobePassOperation(\"getProfiles\")|]] Task MineAsync(string serviceProvider); }" + Program)]
    [InlineData(
        "Mark the interface",
        "internal interface IA { [[|AdobePassOperation(\"getProfiles\")|]] Task MineAsync(string serviceProvider); } "
        + "internal interface IB : IA { } [AdobePassApi] internal partial interface IC { }")]
    [InlineData("\"C\" is not an interface", "public class C { [[|AdobePassOperation(\"getProfiles\")|]] public void M() { } }")]
    [InlineData(
        "\"C\" is not an interface",
        "public abstract class C { public abstract void M([[|AdobePassParameter(\"mvpd\")|]] string x); }")]
    [InlineData("\"C\" is not an interface", "public struct C { public C([[|AdobePassParameter(\"mvpd\")|]] string x) { } }")]
    [InlineData("\"C\" is not an interface", "public record C([[|AdobePassParameter(\"mvpd\")|]] string X);")]
    [InlineData("\"C\" is not an interface", "public delegate void C([[|AdobePassParameter(\"mvpd\")|]] string x);")]
    [InlineData(
        "\"C\" is not an interface",
        "public partial class C { partial void M([[|AdobePassParameter(\"mvpd\")|]] string x); partial void M(string x) { } }")]
    [InlineData("is not a method", "public class C { public int this[[[|AdobePassParameter(\"mvpd\")|]] int x] => x; }")]
    [InlineData(
        "implemented in the interface",
        "[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider); "
        + "[[|AdobePassOperation(\"logout\")|]] Task LogoutAsync() => Task.CompletedTask; }")]
    [InlineData(
        "implemented in the interface",
        "[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider); "
        + "static Task LogoutAsync([[|AdobePassParameter(\"mvpd\")|]] string x) => Task.CompletedTask; }")]
    [InlineData(
        "a StreamingDevice has no name",
        "[AdobePassApi] public interface IA { "
        + "Task GetProfilesAsync(string serviceProvider, [[|AdobePassParameter(\"AP-Device-Identifier\")|]] "
        + "StreamingDevice? device = null); }")]
    [InlineData(
        "a CancellationToken has no name",
        "[AdobePassApi] public interface IA { "
        + "Task GetProfilesAsync(string serviceProvider, [[|AdobePassParameter(\"ct\")|]] CancellationToken? ct = default); }")]
    [InlineData(
        "a CancellationToken has no name",
        "public interface IA { Task GetProfilesAsync(string serviceProvider, [[|AdobePassParameter(\"ct\")|]] CancellationToken ct); }")]
    [InlineData(
        "is the body of the operation \"authorize\"",
        "[AdobePassApi] public interface IA { "
        + "Task AuthorizeAsync(string serviceProvider, string mvpd, [[|AdobePassParameter(\"decisions\")|]] DecisionsRequest what); }")]
    public async Task Attribute_without_effect_is_reported(string fragment, string marked)
    {
        var source =
            Head + marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);
        var start = (Head + marked).IndexOf("[|", StringComparison.Ordinal);
        var end = (Head + marked).IndexOf("|]", StringComparison.Ordinal) - 2;

        var diagnostic = Assert.Single(await UserProject.Create(source).AnalyzeAsync());

        Assert.Equal("AP6009", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.DefaultSeverity);
        Assert.StartsWith($"[{source[start..end]}] has no effect: \"", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(fragment, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Matches("(emove|Mark)", diagnostic.GetMessage());
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
    }

    [Theory]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] Task MineAsync([AdobePassParameter(\"serviceProvider\")] string channel); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] Task GetProfilesAsync([AdobePassParameter(\"serviceProvider\")] "
        + "string serviceProvider); }")]
    [InlineData(
        "public interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] Task MineAsync([AdobePassParameter(\"serviceProvider\")] string channel); }")]
    [InlineData(
        "public class Outer { protected interface IA { [AdobePassOperation(\"getProfiles\")] Task MineAsync(string serviceProvider); } }")]
    [InlineData(
        "internal interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] Task MineAsync([AdobePassParameter(\"serviceProvider\")] string channel); } "
        + "internal interface IB : IA { } [AdobePassApi] internal interface IC : IB { }")]
    [InlineData(
        "internal interface IA<T> { [AdobePassOperation(\"getProfiles\")] Task MineAsync(T serviceProvider); } class Outer { "
        + "[AdobePassApi] internal interface IC : IA<string> { } }")]
    [InlineData(
        "[AdobePassApi] public partial interface IA { } public partial interface IA { "
        + "[AdobePassOperation(\"getProfiles\")] Task MineAsync(string serviceProvider); }")]
    [InlineData("[AdobePassApi] public partial interface IA { }")]
    [InlineData(
        "[AdobePassApi] public interface IA { "
        + "Task AuthorizeAsync(string serviceProvider, [AdobePassParameter(\"mvpd\")] string request, DecisionsRequest body); }")]
    [InlineData(
        "public interface IBase { "
        + "Task AuthorizeAsync(string serviceProvider, string mvpd, [AdobePassParameter(\"decisions\")] DecisionsRequest what); } "
        + "[AdobePassApi] public interface IA : IBase { }")]
    public async Task Attribute_that_may_have_an_effect_is_not_reported(string source) =>
        Assert.Empty((await UserProject.Create(Head + source).AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));

    [Fact]
    public async Task Internal_interface_is_not_reported_if_friend_assemblies_can_inherit_it()
    {
        const string Source =
            "internal interface IA { [AdobePassOperation(\"getProfiles\")] Task MineAsync(string serviceProvider); } file interface IB { "
            + "[AdobePassOperation(\"getProfiles\")] Task MineAsync(string serviceProvider); }";

        var diagnostic = Assert.Single(await UserProject.Create(Friends, Head + Source).AnalyzeAsync());

        Assert.Contains("\"IB\"", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>Without the attribute the parameter would not be the body.</summary>
    [Fact]
    public async Task Attribute_that_changes_the_binding_of_a_parameter_is_not_reported()
    {
        var diagnostics = await UserProject.Create(
            Head + "[AdobePassApi] public interface IA { "
            + "Task AuthorizeAsync(string serviceProvider, [AdobePassParameter(\"body\")] DecisionsRequest mvpd, "
            + "[AdobePassParameter(\"mvpd\")] string x); }")
            .AnalyzeAsync();

        Assert.Empty(diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("Task [|GetProfilesAsync|](string serviceProvider);")]
    [InlineData(
        "[Obsolete] ValueTask<AdobePassResponse<ProfilesResponse>> [|GetProfilesAsync|](string serviceProvider, "
        + "StreamingDevice? device = null);")]
    public async Task Method_without_a_cancellation_token_gets_a_hidden_diagnostic(string marked)
    {
        var project = UserProject.Create(
            Head + "[AdobePassApi] public interface IA { "
            + marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal) + " }");

        var diagnostic = Assert.Single(await project.AnalyzeAsync(withHidden: true));

        Assert.Equal(("AP6010", DiagnosticSeverity.Hidden), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains("\"GetProfilesAsync\" takes no cancellation token", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(
            "Add the parameter \"CancellationToken cancellationToken = default\"",
            diagnostic.GetMessage(),
            StringComparison.Ordinal);
        Assert.Equal("GetProfilesAsync".Length, diagnostic.Location.SourceSpan.Length);
    }

    [Theory]
    [InlineData("[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider, CancellationToken ct); }")]
    [InlineData("[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider, CancellationToken? ct = null); }")]
    [InlineData("[AdobePassApi] public interface IA { Uri StartAuthentication(string serviceProvider, string code); }")]
    [InlineData(
        "[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider, CancellationToken ct); "
        + "Task TwiceAsync() => Task.CompletedTask; }")]
    [InlineData("[AdobePassApi] public partial interface IA { }")]
    [InlineData("public interface IA { Task GetProfilesAsync(string serviceProvider); }")]
    public async Task Other_methods_get_no_hidden_diagnostic(string source) =>
        Assert.Empty((await UserProject.Create(Head + source).AnalyzeAsync(withHidden: true)).Select(diagnostic => diagnostic.ToString()));

    [Fact]
    public async Task Method_with_an_error_gets_no_cancellation_token_hint() =>
        Assert.Equal(
            ["AP6003"],
            (await UserProject.Create(Head + "[AdobePassApi] public interface IA { Task GetProfilesAsync(); }")
                .AnalyzeAsync(withHidden: true))
                .Select(diagnostic => diagnostic.Id));

    /// <summary>Hints are reported in the project that declares the method; another project cannot change it.</summary>
    [Fact]
    public async Task Members_declared_in_another_project_get_no_hints()
    {
        var library = UserProject.Create(
            "namespace Library { public interface IBase { System.Threading.Tasks.Task GetOldAsync(string id); } }")
            .Compilation("Library")
            .ToMetadataReference();

        Assert.Empty(
            await UserProject.Create("[AdobePass.AdobePassApi(\"mine\")] public interface IA : Library.IBase { }")
                .WithSpec("mine", Spec)
                .WithReference(library)
                .AnalyzeAsync(withHidden: true));
    }

    [Theory]
    [InlineData("[AdobePassApi(\"mine\")] public interface IA { Task [|GetOldAsync|](string id); Task GetNewAsync(); }")]
    [InlineData("[AdobePassApi(\"mine\")] public interface IA { [AdobePassOperation(\"GETOLD\")] Task [|OtherAsync|](string id); }")]
    [InlineData("public interface IBase { Task [|GetOldAsync|](string id); } [AdobePassApi(\"mine\")] public interface IA : IBase { }")]
    public async Task Deprecated_operation_is_reported(string marked)
    {
        var source =
            Head + marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);

        var diagnostic = Assert.Single(await UserProject.Create(source).WithSpec("mine", Spec).AnalyzeAsync());

        Assert.Equal(("AP6011", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains("\"mine\" marks the operation \"getOld\" as deprecated", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("[Obsolete]", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal((Head + marked).IndexOf("[|", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData(
        "[AdobePassApi(\"mine\")] public interface IA { [Obsolete(\"Call GetNewAsync.\")] Task GetOldAsync(string id); "
        + "Task GetNewAsync(); }")]
    [InlineData("[AdobePassApi(\"mine\")] public partial interface IA { }")]
    public async Task Deprecated_operation_is_not_reported_if_callers_are_warned(string source) =>
        Assert.Empty(
            (await UserProject.Create(Head + source).WithSpec("mine", Spec).AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));

    [Fact]
    public void Generated_interface_and_class_mark_deprecated_operations_as_obsolete()
    {
        var generated = UserProject.Create(
            Head.Replace("using MyApp.RestV2;", string.Empty, StringComparison.Ordinal)
            + "[AdobePassApi(\"mine\")] public partial interface IAll { } "
            + "[AdobePassApi(\"mine\")] public partial interface ISome : IAll { } class Use { "
            + "void M(IAll all, AllClient client) { _ = all.GetOldAsync(\"1\"); _ = client.GetOldAsync(\"1\"); _ = all.GetNewAsync(); } }")
            .WithSpec("mine", Spec)
            .Generate();

        var problems = generated.Problems.ToList();
        Assert.Equal(["CS0618", "CS0618"], problems.Select(problem => problem.Id));
        Assert.All(
            problems,
            problem => Assert.Contains("marks the operation \"getOld\" as deprecated", problem.GetMessage(), StringComparison.Ordinal));
    }
}
