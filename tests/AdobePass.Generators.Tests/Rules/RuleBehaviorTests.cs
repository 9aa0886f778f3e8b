using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>How every rule about interfaces (AP6xxx) and specs (AP7xxx) behaves, whatever it is about: severities, suppression, generated code, parts and broken input.</summary>
public class RuleBehaviorTests
{
    private const string Head = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;


        """;

    private const string Right = "Task GetConfigurationAsync(string serviceProvider, CancellationToken ct);";

    /// <summary>The smallest member that breaks the rule.</summary>
    private static readonly Dictionary<string, string> Members = new()
    {
        ["AP6001"] = "Task AuthoriseAsync(string serviceProvider, CancellationToken ct);",
        ["AP6002"] = "Task GetProfilesAsync(string serviceProvider, string wrong, CancellationToken ct);",
        ["AP6003"] = "Task GetProfilesAsync(CancellationToken ct);",
        ["AP6004"] = "Task GetProfilesAsync(int serviceProvider, CancellationToken ct);",
        ["AP6005"] = "void GetProfiles(string serviceProvider);",
        ["AP6006"] = "Task<string> GetProfilesAsync(string serviceProvider, CancellationToken ct);",
        ["AP6007"] = "string Name { get; }",
        ["AP6008"] = "Task<Version> GetProfilesAsync(string serviceProvider, CancellationToken ct);",
        ["AP6009"] = "Task GetProfilesAsync(string serviceProvider, [AdobePassParameter(\"ct\")] CancellationToken ct);",
        ["AP6010"] = "Task GetProfilesAsync(string serviceProvider);",
        ["AP6011"] = "Task GetOldAsync(CancellationToken ct);",
    };

    /// <summary>The smallest spec that breaks the rule.</summary>
    private static readonly Dictionary<string, string> Specs = new()
    {
        ["AP7001"] = "{ \"openapi\": \"3.1.0\" \"paths\": {} }",
        ["AP7002"] = "openapi: 3.1.0\npaths: {}\n",
        ["AP7003"] = "{ \"openapi\": \"2.0\", \"paths\": {} }",
        ["AP7004"] = Answering("{ \"$ref\": \"#/components/schemas/Nowhere\" }"),
        ["AP7005"] = Answering("{ \"$ref\": \"#/components/schemas/Loop\" }"),
        ["AP7006"] = "{ \"openapi\": \"3.1.0\", \"paths\": { \"/a\": { \"get\": { \"operationId\": \"b\", \"responses\": {} }, \"put\": { \"operationId\": \"b\", \"responses\": {} } } } }",
        ["AP7007"] = "{ \"openapi\": \"3.1.0\", \"paths\": {} }",
        ["AP7010"] = "{ \"openapi\": \"3.1.0\", \"paths\": { \"/a\": { \"get\": { \"responses\": {} } } } }",
        ["AP7011"] = "{ \"openapi\": \"3.1.0\", \"paths\": { \"/a\": { \"put\": { \"operationId\": \"b\", \"responses\": {}, \"requestBody\": { \"required\": true, \"content\": {} } } } } }",
        ["AP7012"] = "{ \"openapi\": \"3.1.0\", \"paths\": { \"/a\": { \"put\": { \"operationId\": \"b\", \"responses\": {}, \"requestBody\": { \"content\": { \"application/json\": {}, \"text/plain\": {} } } } } } }",
    };

    public static TheoryData<string> InterfaceRules => [.. Members.Keys];

    public static TheoryData<string> SpecRules => [.. Specs.Keys];

    [Fact]
    public void Every_interface_and_spec_rule_is_covered() => Assert.Equal(
        AllRules.Ids.Where(id => id[2] is '6' or '7'),
        Members.Keys.Concat(Specs.Keys).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    public async Task An_editorconfig_changes_the_severity_in_source(string rule)
    {
        var raised = await Interface(rule).WithConfiguration($"[*.cs]\ndotnet_diagnostic.{rule}.severity = error\n", "/src/.editorconfig").AnalyzeAsync();
        var lowered = await Interface(rule).WithConfiguration($"[*.cs]\ndotnet_diagnostic.{rule}.severity = suggestion\n", "/src/.editorconfig").AnalyzeAsync();
        var silent = await Interface(rule).WithConfiguration($"[*.cs]\ndotnet_diagnostic.{rule}.severity = none\n", "/src/.editorconfig").AnalyzeAsync(withHidden: true);
        var elsewhere = await Interface(rule).WithConfiguration($"[*.cs]\ndotnet_diagnostic.{rule}.severity = none\n", "/other/.editorconfig").AnalyzeAsync(withHidden: true);

        Assert.Equal((rule, DiagnosticSeverity.Error), Only(raised));
        Assert.Equal((rule, DiagnosticSeverity.Info), Only(lowered));
        Assert.Empty(silent);
        Assert.Equal(rule, Only(elsewhere).Id);
    }

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    [MemberData(nameof(SpecRules))]
    public async Task A_globalconfig_changes_the_severity_everywhere(string rule)
    {
        var raised = await Project(rule).WithConfiguration($"is_global = true\ndotnet_diagnostic.{rule}.severity = error\n", "/src/.globalconfig").AnalyzeAsync();
        var lowered = await Project(rule).WithConfiguration($"is_global = true\ndotnet_diagnostic.{rule}.severity = suggestion\n", "/src/.globalconfig").AnalyzeAsync();
        var silent = await Project(rule).WithConfiguration($"is_global = true\ndotnet_diagnostic.{rule}.severity = none\n", "/src/.globalconfig").AnalyzeAsync(withHidden: true);

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(raised, diagnostic => diagnostic.Id == rule).Severity);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(lowered, diagnostic => diagnostic.Id == rule).Severity);
        Assert.DoesNotContain(silent, diagnostic => diagnostic.Id == rule);
    }

    /// <summary>The rules page says so.</summary>
    [Theory]
    [MemberData(nameof(SpecRules))]
    public async Task Editorconfig_does_not_apply_to_spec_files(string rule) =>
        Assert.Single(await Project(rule).WithConfiguration($"[*]\ndotnet_diagnostic.{rule}.severity = none\n", "/.editorconfig").AnalyzeAsync(), diagnostic => diagnostic.Id == rule);

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    public async Task Pragma_suppresses_only_the_enclosed_code(string rule)
    {
        var around = $"\n#pragma warning disable {rule} // Known.\n{Members[rule]}\n#pragma warning restore {rule}\n";
        var before = $"\n#pragma warning disable {rule}\n#pragma warning restore {rule}\n{Members[rule]}\n";

        Assert.Empty(await Interface(rule, around).AnalyzeAsync(withHidden: true));
        Assert.Equal(rule, Only(await Interface(rule, before).AnalyzeAsync(withHidden: true)).Id);
    }

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    public async Task Generated_code_is_not_reported(string rule)
    {
        var byName = UserProject.Create().WithSource(Source(rule, Members[rule]), "/src/Mine.g.cs").WithSpec("mine", Own);
        var byComment = UserProject.Create("// <auto-generated/>\n#nullable enable\n" + Source(rule, Members[rule])).WithSpec("mine", Own);

        Assert.Empty(await byName.AnalyzeAsync(withHidden: true));
        Assert.Empty(await byComment.AnalyzeAsync(withHidden: true));
    }

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    public async Task Partial_interface_is_reported_once_in_the_file_with_the_problem(string rule)
    {
        var first = Source(rule, rule == "AP6011" ? "Task GetNewAsync(CancellationToken ct);" : Right).Replace("public interface", "public partial interface", StringComparison.Ordinal);
        var second = Head + $"public partial interface IA {{ {Members[rule]} }}";

        var one = Assert.Single(await UserProject.Create(first, second).WithSpec("mine", Own).AnalyzeAsync(withHidden: true));
        var other = Assert.Single(await UserProject.Create(second, first).WithSpec("mine", Own).AnalyzeAsync(withHidden: true));

        Assert.Equal((rule, "/src/File2.cs"), (one.Id, one.Location.SourceTree!.FilePath));
        Assert.Equal((rule, "/src/File1.cs"), (other.Id, other.Location.SourceTree!.FilePath));
    }

    [Theory]
    [MemberData(nameof(SpecRules))]
    public async Task Spec_used_by_several_interface_parts_is_reported_once(string rule)
    {
        var project = Project(rule).WithSource("namespace MyApp; public partial interface IMine { }").WithSource("[AdobePass.AdobePassApi(\"mine\")] public partial interface IOther { }", "/src/Other.g.cs");

        Assert.Equal("/specs/mine.json", Assert.Single(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == rule).Location.GetLineSpan().Path);
    }

    [Theory]
    [MemberData(nameof(InterfaceRules))]
    public async Task Incomplete_code_does_not_crash_the_analyzers(string rule)
    {
        var source = Source(rule, Members[rule]);
        for (var length = Head.Length; length < source.Length; length += 7)
        {
            await DoesNotCrashAsync(UserProject.Create(source[..length]).WithSpec("mine", Own));
        }
    }

    [Theory]
    [MemberData(nameof(SpecRules))]
    public async Task Incomplete_spec_does_not_crash_the_analyzers(string rule)
    {
        for (var length = 0; length < Specs[rule].Length; length += 11)
        {
            await DoesNotCrashAsync(UserProject.WithoutSpecs(Use).WithSpec("mine", Specs[rule][..length]));
        }
    }

    private const string Use = "namespace MyApp; [AdobePass.AdobePassApi(\"mine\")] public partial interface IMine { }";

    private const string Own = """
        { "openapi": "3.1.0", "paths": { "/a": {
            "get": { "operationId": "getOld", "deprecated": true, "responses": { "204": { "description": "Nothing." } } },
            "put": { "operationId": "getNew", "responses": { "204": { "description": "Nothing." } } } } } }
        """;

    private static string Answering(string schema) =>
        "{ \"openapi\": \"3.1.0\", \"paths\": { \"/a\": { \"get\": { \"operationId\": \"a\", \"responses\": { \"200\": { \"content\": { \"application/json\": { \"schema\": " + schema
        + " } } } } } } }, \"components\": { \"schemas\": { \"Loop\": { \"allOf\": [ { \"$ref\": \"#/components/schemas/Loop\" } ] } } } }";

    private static string Source(string rule, string members) => Head + $"[AdobePassApi{(rule == "AP6011" ? "(\"mine\")" : string.Empty)}] public interface IA {{ {members} }}";

    private static UserProject Interface(string rule, string? members = null) => UserProject.Create(Source(rule, members ?? Members[rule])).WithSpec("mine", Own);

    private static UserProject Project(string rule) => Members.ContainsKey(rule) ? Interface(rule) : UserProject.WithoutSpecs(Use).WithSpec("mine", Specs[rule]);

    private static (string Id, DiagnosticSeverity Severity) Only(IEnumerable<Diagnostic> diagnostics)
    {
        var diagnostic = Assert.Single(diagnostics);
        return (diagnostic.Id, diagnostic.Severity);
    }

    private static async Task DoesNotCrashAsync(UserProject project)
    {
        Assert.Null(project.Generate().Result.Results[0].Exception);
        Assert.DoesNotContain(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "AD0001");
    }
}
