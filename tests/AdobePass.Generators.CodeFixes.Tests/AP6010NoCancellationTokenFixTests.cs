using AdobePass.Generators.CodeFixes.Tests.Support;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6010.</summary>
public class AP6010NoCancellationTokenFixTests
{
    private const string Bare = "[AdobePass.AdobePassApi] public interface IA { Task GetProfilesAsync(string serviceProvider{0}); }\n";

    [Theory]
    [InlineData("(string serviceProvider)", "(string serviceProvider, CancellationToken cancellationToken = default)")]
    [InlineData("(string serviceProvider, StreamingDevice? device = null)", "(string serviceProvider, StreamingDevice? device = null, CancellationToken cancellationToken = default)")]
    [InlineData("(\n        string serviceProvider, // whose\n        StreamingDevice device) // where", "(\n        string serviceProvider, // whose\n        StreamingDevice device,\n        CancellationToken cancellationToken = default) // where")]
    [InlineData("([AdobePassParameter(\"serviceProvider\")] string cancellationToken)", "([AdobePassParameter(\"serviceProvider\")] string cancellationToken, CancellationToken cancellationToken2 = default)")]
    public async Task Cancellation_token_is_added_as_the_last_parameter(string before, string after) => await FixesAsync(
        new NoCancellationTokenFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{after}; }}");

    [Fact]
    public async Task Params_array_stays_the_last_parameter() => await FixesAsync(
        new NoCancellationTokenFix(),
        Head + "[AdobePassApi(JsonContext = typeof(Mine))] public interface IA { Task AuthorizeAsync(string serviceProvider, string mvpd, params int[] body); }\npublic abstract class Mine : System.Text.Json.Serialization.JsonSerializerContext { public static Mine Default => throw new NotSupportedException(); protected Mine() : base(null) { } }\n[AdobePassApi] public interface IB { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, CancellationToken ct); }",
        Head + "[AdobePassApi(JsonContext = typeof(Mine))] public interface IA { Task AuthorizeAsync(string serviceProvider, string mvpd, CancellationToken cancellationToken = default, params int[] body); }\npublic abstract class Mine : System.Text.Json.Serialization.JsonSerializerContext { public static Mine Default => throw new NotSupportedException(); protected Mine() : base(null) { } }\n[AdobePassApi] public interface IB { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, CancellationToken ct); }");

    [Theory]
    [InlineData("using System.Threading.Tasks;\n", "using System.Threading;\nusing System.Threading.Tasks;\n")]
    [InlineData("// Mine.\nusing System;\nusing System.Threading.Tasks; // tasks\nusing X = System.Int32;\n", "// Mine.\nusing System;\nusing System.Threading;\nusing System.Threading.Tasks; // tasks\nusing X = System.Int32;\n")]
    [InlineData("global using System.Threading.Tasks;\nusing System; // a\r\n", "global using System.Threading.Tasks;\nusing System; // a\r\nusing System.Threading;\r\n")]
    [InlineData("// Mine.\nusing AdobePass;\nusing static System.Math;\nusing Task = System.Threading.Tasks.Task;\n", "// Mine.\nusing System.Threading;\nusing AdobePass;\nusing static System.Math;\nusing Task = System.Threading.Tasks.Task;\n")]
    public async Task Using_directive_is_added_to_the_existing_using_directives(string before, string after) => await FixesAsync(
        new NoCancellationTokenFix(),
        before + Bare.Replace("{0}", string.Empty, StringComparison.Ordinal),
        after + Bare.Replace("{0}", ", CancellationToken cancellationToken = default", StringComparison.Ordinal));

    [Theory]
    [InlineData("#if !NO\nusing System.Threading.Tasks;\n#endif\n")]
    [InlineData("using System.Threading.Tasks;\nclass CancellationToken { }\n")]
    [InlineData("using System.Threading.Tasks;\nusing System.Timers;\nclass C { Timer? t; }\n")]
    public async Task Type_is_fully_qualified_if_no_using_directive_can_be_added(string usings) => await FixesAsync(
        new NoCancellationTokenFix(),
        usings + Bare.Replace("{0}", string.Empty, StringComparison.Ordinal),
        usings + Bare.Replace("{0}", ", System.Threading.CancellationToken cancellationToken = default", StringComparison.Ordinal));

    [Fact]
    public async Task No_fix_is_offered_if_the_new_signature_already_exists()
    {
        var workspace = UserWorkspace.Create(Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, CancellationToken ct); }");

        Assert.Empty(await workspace.ActionsAsync(new NoCancellationTokenFix(), Assert.Single(await workspace.DiagnosticsAsync())));
    }

    /// <summary>The base is reported once for each interface that inherits it.</summary>
    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixesAllAsync(
        new NoCancellationTokenFix(),
        Head.Replace("using System.Threading;\n", string.Empty, StringComparison.Ordinal) + "public interface IBase { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); }\n[AdobePassApi] public interface IA : IBase { Task LogoutAsync(string serviceProvider, string mvpd, string redirectUrl); }\n[AdobePassApi] public interface IB : IBase { }",
        Head + "public interface IBase { Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, CancellationToken cancellationToken = default); }\n[AdobePassApi] public interface IA : IBase { Task LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default); }\n[AdobePassApi] public interface IB : IBase { }");
}
