using AdobePass.Generators.CodeFixes.Tests.Support;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6003.</summary>
public class MissingParameterFixTests
{
    [Theory]
    [InlineData("(string serviceProvider, DecisionsRequest body)", "(string serviceProvider, DecisionsRequest body, string mvpd)")]
    [InlineData("(string serviceProvider, DecisionsRequest body, CancellationToken ct)", "(string serviceProvider, DecisionsRequest body, string mvpd, CancellationToken ct)")]
    [InlineData("(string serviceProvider, DecisionsRequest body, StreamingDevice? device = null, CancellationToken ct = default)", "(string serviceProvider, DecisionsRequest body, string mvpd, StreamingDevice? device = null, CancellationToken ct = default)")]
    [InlineData("(\n        string serviceProvider, // whose\n        DecisionsRequest body) // what", "(\n        string serviceProvider, // whose\n        DecisionsRequest body,\n        string mvpd) // what")]
    [InlineData("(\r\n        string serviceProvider, // whose\r\n        DecisionsRequest body,\r\n        // how long\r\n        CancellationToken ct = default)", "(\r\n        string serviceProvider, // whose\r\n        DecisionsRequest body,\r\n        string mvpd,\r\n        // how long\r\n        CancellationToken ct = default)")]
    public async Task It_is_added_before_the_optional_ones(string before, string after) => await FixesAsync(
        new MissingParameterFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{after}; }}");

    [Theory]
    [InlineData("()", "(string serviceProvider)")]
    [InlineData("( /* none */ )", "(string serviceProvider /* none */ )")]
    [InlineData("(CancellationToken ct)", "(string serviceProvider, CancellationToken ct)")]
    public async Task It_may_be_the_first(string before, string after) => await FixesAsync(
        new MissingParameterFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{before}; }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync{after}; }}");

    [Fact]
    public async Task Several_are_added_one_by_one()
    {
        var workspace = UserWorkspace.Create(Head + "[AdobePassApi] public interface IA { Task<LogoutResponse> LogoutAsync(); }");
        var keys = new List<string?>();
        while ((await workspace.DiagnosticsAsync()).FirstOrDefault() is { } diagnostic)
        {
            var action = Assert.Single(await workspace.ActionsAsync(new MissingParameterFix(), diagnostic));
            keys.Add(action.EquivalenceKey);
            workspace = await workspace.ApplyAsync(action);
        }

        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(Head + "[AdobePassApi] public interface IA { Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl); }", await workspace.TextAsync());
        Assert.Empty(await workspace.ProblemsAsync());
    }

    [Fact]
    public async Task A_body_is_left_to_the_author() => await OffersNothingAsync(
        new MissingParameterFix(),
        Head + "[AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd); }");
}
