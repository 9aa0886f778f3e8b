using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6005.</summary>
public class AP6005UnsupportedReturnTypeFixTests
{
    [Theory]
    [InlineData("ProfilesResponse GetProfiles(string serviceProvider)", "Task<ProfilesResponse> GetProfiles(string serviceProvider)")]
    [InlineData("/* a */ void /* b */ GetProfiles(string serviceProvider)", "/* a */ Task<ProfilesResponse> /* b */ GetProfiles(string serviceProvider)")]
    [InlineData("Uri GetProfiles(string serviceProvider)", "Task<ProfilesResponse> GetProfiles(string serviceProvider)")]
    [InlineData("System.Collections.Generic.IAsyncEnumerable<ProfilesResponse> GetProfilesAsync(string serviceProvider)", "Task<ProfilesResponse> GetProfilesAsync(string serviceProvider)")]
    [InlineData("[Obsolete] string StartAuthentication(string serviceProvider, string code)", "[Obsolete] Uri StartAuthentication(string serviceProvider, string code)")]
    public async Task Return_type_becomes_the_response_type_of_the_operation(string before, string after) => await FixesAsync(
        new UnsupportedReturnTypeFix(),
        Head + $"[AdobePassApi] public interface IA {{ {before}; Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }}",
        Head + $"[AdobePassApi] public interface IA {{ {after}; Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }}");

    [Fact]
    public async Task Types_are_fully_qualified_without_using_directives() => await FixesAsync(
        new UnsupportedReturnTypeFix(),
        "[AdobePass.AdobePassApi] public interface IA { void GetProfiles(string serviceProvider); }",
        "[AdobePass.AdobePassApi] public interface IA { System.Threading.Tasks.Task<global::MyApp.RestV2.ProfilesResponse> GetProfiles(string serviceProvider); }");

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixesAllAsync(
        new UnsupportedReturnTypeFix(),
        Head + "[AdobePassApi] public interface IA { void GetProfiles(string serviceProvider);\n    // Decides.\n    DecisionsResponse Authorize(string serviceProvider, string mvpd, DecisionsRequest body); }",
        Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfiles(string serviceProvider);\n    // Decides.\n    Task<DecisionsResponse> Authorize(string serviceProvider, string mvpd, DecisionsRequest body); }");
}
