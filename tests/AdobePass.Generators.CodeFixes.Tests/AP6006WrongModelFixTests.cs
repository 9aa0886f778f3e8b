using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6006.</summary>
public class AP6006WrongModelFixTests
{
    [Theory]
    [InlineData("Task<DecisionsRequest>", "Task<DecisionsResponse>")]
    [InlineData("Task<DecisionResponse>", "Task<DecisionsResponse>")]
    [InlineData("Task<string>", "Task<DecisionsResponse>")]
    [InlineData("ValueTask< /* a */ ProfilesResponse? /* b */ >", "ValueTask< /* a */ DecisionsResponse? /* b */ >")]
    [InlineData("System.Threading.Tasks.Task<AdobePassResponse<ProfilesResponse>>", "System.Threading.Tasks.Task<AdobePassResponse<DecisionsResponse>>")]
    [InlineData("Task<MyApp.RestV2.ProfilesResponse>", "Task<DecisionsResponse>")]
    public async Task Response_type_becomes_the_model_of_the_operation(string before, string after) => await FixesAsync(
        new WrongModelFix(),
        Head + $"[AdobePassApi] public interface IA {{ {before} AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }}",
        Head + $"[AdobePassApi] public interface IA {{ {after} AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }}");

    [Theory]
    [InlineData("SessionRequest body", "DecisionsRequest body")]
    [InlineData("[System.ComponentModel.Description(\"a\")] string /* a */ body", "[System.ComponentModel.Description(\"a\")] DecisionsRequest /* a */ body")]
    public async Task Body_type_becomes_the_model_of_the_operation(string before, string after) => await FixesAsync(
        new WrongModelFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, {before}); }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, {after}); }}");

    [Fact]
    public async Task Model_is_fully_qualified_without_a_using_directive_and_then_emitted() => await FixesAsync(
        new WrongModelFix(),
        "using System.Threading.Tasks;\n[AdobePass.AdobePassApi] public interface IA { Task<string> GetProfilesAsync(string serviceProvider); }",
        "using System.Threading.Tasks;\n[AdobePass.AdobePassApi] public interface IA { Task<global::MyApp.RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider); }");

    [Fact]
    public async Task No_fix_is_offered_for_a_response_without_JSON() => await OffersNothingAsync(
        new WrongModelFix(),
        Head + "[AdobePassApi] public interface IA { Task<SessionResponse> StartAuthenticationAsync(string serviceProvider, string code); Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body); }");

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixesAllAsync(
        new WrongModelFix(),
        Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> AuthorizeAsync(string serviceProvider, string mvpd, SessionRequest body);\n    // Profiles.\n    Task<DecisionsResponse> GetProfilesAsync(string serviceProvider); }",
        Head + "[AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);\n    // Profiles.\n    Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); }");
}
