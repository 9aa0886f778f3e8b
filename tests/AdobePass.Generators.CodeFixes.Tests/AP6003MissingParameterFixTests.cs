using System.Collections.Immutable;
using AdobePass.Generators.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6003.</summary>
public class AP6003MissingParameterFixTests
{
    [Theory]
    [InlineData("(string serviceProvider, DecisionsRequest body)", "(string serviceProvider, DecisionsRequest body, string mvpd)")]
    [InlineData("(string serviceProvider, DecisionsRequest body, CancellationToken ct)", "(string serviceProvider, DecisionsRequest body, string mvpd, CancellationToken ct)")]
    [InlineData("(string serviceProvider, DecisionsRequest body, StreamingDevice? device = null, CancellationToken ct = default)", "(string serviceProvider, DecisionsRequest body, string mvpd, StreamingDevice? device = null, CancellationToken ct = default)")]
    [InlineData("(\n        string serviceProvider, // whose\n        DecisionsRequest body) // what", "(\n        string serviceProvider, // whose\n        DecisionsRequest body,\n        string mvpd) // what")]
    [InlineData("(\r\n        string serviceProvider, // whose\r\n        DecisionsRequest body,\r\n        // how long\r\n        CancellationToken ct = default)", "(\r\n        string serviceProvider, // whose\r\n        DecisionsRequest body,\r\n        string mvpd,\r\n        // how long\r\n        CancellationToken ct = default)")]
    public async Task Required_parameter_is_added_before_optional_parameters(string before, string after) => await FixesAsync(
        new MissingParameterFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{after}; }}");

    [Theory]
    [InlineData("()", "(string serviceProvider)")]
    [InlineData("( /* none */ )", "(string serviceProvider /* none */ )")]
    [InlineData("(CancellationToken ct)", "(string serviceProvider, CancellationToken ct)")]
    public async Task Required_parameter_is_added_as_the_first_parameter(string before, string after) => await FixesAsync(
        new MissingParameterFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{after}; }}");

    [Fact]
    public async Task Missing_parameters_are_added_one_at_a_time()
    {
        var workspace = UserWorkspace.Create(Head + "[AdobePassApi] public interface IA { Task<LogoutResponse> LogoutAsync(); }");
        var keys = new List<string?>();
        while ((await workspace.DiagnosticsAsync()).FirstOrDefault(each => each.Id == "AP6003") is { } diagnostic)
        {
            var action = Assert.Single(await workspace.ActionsAsync(new MissingParameterFix(), diagnostic));
            keys.Add(action.EquivalenceKey);
            workspace = await workspace.ApplyAsync(action);
        }

        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(Head + "[AdobePassApi] public interface IA { Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl); }", await workspace.TextAsync());
        Assert.Empty(await workspace.ProblemsAsync());
    }

    [Theory]
    [InlineData("(string serviceProvider, string mvpd)", "(string serviceProvider, string mvpd, DecisionsRequest body)")]
    [InlineData("(string serviceProvider, string mvpd, CancellationToken ct = default)", "(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken ct = default)")]
    public async Task Body_parameter_is_added_with_its_model_type(string before, string after) => await FixesAsync(
        new MissingParameterFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{after}; }}");

    [Fact]
    public async Task Model_out_of_scope_is_fully_qualified_and_then_emitted() => await FixesAsync(
        new MissingParameterFix(),
        "using System.Threading.Tasks;\n[AdobePass.AdobePassApi] public interface IA { Task AuthorizeAsync(string serviceProvider, string mvpd); }",
        "using System.Threading.Tasks;\n[AdobePass.AdobePassApi] public interface IA { Task AuthorizeAsync(string serviceProvider, string mvpd, global::MyApp.RestV2.DecisionsRequest body); }");

    [Fact]
    public async Task Global_using_of_another_file_is_respected() => await FixesAsync(
        new MissingParameterFix(),
        "[AdobePass.AdobePassApi] public interface IA { System.Threading.Tasks.Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body); System.Threading.Tasks.Task AuthorizeAsync(string serviceProvider, string mvpd); }",
        "[AdobePass.AdobePassApi] public interface IA { System.Threading.Tasks.Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body); System.Threading.Tasks.Task AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }",
        others: ["global using MyApp.RestV2;"]);

    [Fact]
    public async Task Model_with_an_ambiguous_name_is_fully_qualified() => await FixesAsync(
        new MissingParameterFix(),
        Head + "public class DecisionsRequest { } [AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd); }",
        Head + "public class DecisionsRequest { } [AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, global::MyApp.RestV2.DecisionsRequest body); }");

    [Theory]
    [InlineData("()", "(string serviceProvider, string mvpd, DecisionsRequest body)")]
    [InlineData("(\n        StreamingDevice? device = null,\n        CancellationToken ct = default)", "(\n        string serviceProvider,\n        string mvpd,\n        DecisionsRequest body,\n        StreamingDevice? device = null,\n        CancellationToken ct = default)")]
    [InlineData("(\r\n        string mvpd) /* whose */", "(\r\n        string mvpd,\r\n        string serviceProvider,\r\n        DecisionsRequest body) /* whose */")]
    public async Task All_missing_parameters_are_added_at_once(string before, string after)
    {
        var workspace = UserWorkspace.Create(Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{before}; }}\r\n");
        var missing = (await workspace.DiagnosticsAsync()).Where(each => each.Id == "AP6003").ToArray();

        var actions = await workspace.ActionsAsync(new MissingParameterFix(), missing);
        var changed = await workspace.ApplyAsync(Assert.Single(actions, action => action.Title == "Add all required parameters"));

        Assert.Equal(missing.Length + 1, actions.Select(action => action.EquivalenceKey).Distinct().Count());
        Assert.Contains(actions, action => action.Title == "Add the parameter \"DecisionsRequest body\"");
        Assert.Equal(Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{after}; }}\r\n", await changed.TextAsync());
        Assert.Empty(await changed.ProblemsAsync());
        Assert.DoesNotContain(await changed.DiagnosticsAsync(), diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);
    }

    /// <summary>Types that no required parameter of the bundled spec has.</summary>
    [Theory]
    [InlineData("global::System.DateTimeOffset", "DateTimeOffset since")]
    [InlineData("global::AdobePass.ClientSecret", "ClientSecret since")]
    [InlineData("long", "long since")]
    [InlineData("global::MyApp.RestV2.Platform", "Platform since")]
    [InlineData("global::MyApp.Other.Platform", "global::MyApp.Other.Platform since")]
    public async Task Parameter_gets_the_type_from_the_spec(string type, string parameter)
    {
        var source = Head + "[AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider); }";
        var workspace = UserWorkspace.Create(source);
        var tree = (await workspace.Document.GetSyntaxTreeAsync())!;
        var diagnostic = Diagnostic.Create(
            new DiagnosticDescriptor("AP6003", "t", "m", "c", DiagnosticSeverity.Error, isEnabledByDefault: true),
            Location.Create(tree, new(source.IndexOf("GetProfilesAsync", StringComparison.Ordinal), "GetProfilesAsync".Length)),
            ImmutableDictionary<string, string?>.Empty.Add("nearest", "since").Add("type", type));

        var action = Assert.Single(await workspace.ActionsAsync(new MissingParameterFix(), diagnostic));

        Assert.Equal(source.Replace("string serviceProvider", "string serviceProvider, " + parameter, StringComparison.Ordinal), await (await workspace.ApplyAsync(action)).TextAsync());
    }

    [Fact]
    public async Task No_fix_is_offered_if_the_parameter_name_is_taken() => await OffersNothingAsync(
        new MissingParameterFix(),
        Head + "[AdobePassApi] public interface IA { Task AuthorizeAsync(string serviceProvider, [AdobePassParameter(\"mvpd\")] string x, StreamingDevice body); }");
}
