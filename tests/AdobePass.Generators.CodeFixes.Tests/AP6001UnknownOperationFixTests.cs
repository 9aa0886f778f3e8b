using AdobePass.Generators.CodeFixes.Tests.Support;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6001.</summary>
public class AP6001UnknownOperationFixTests
{
    private const string Parameters = "(string serviceProvider, string mvpd, DecisionsRequest body)";

    [Theory]
    [InlineData("AuthoriseAsync", "AuthorizeAsync")]
    [InlineData("Authorise", "Authorize")]
    public async Task Method_and_its_references_are_renamed(string before, string after)
    {
        var other =
            Head
            + "public class User { public Task<DecisionsResponse> Use(IA api, DecisionsRequest body) => api.{0}(\"a\", \"b\", body); }\n"
            + "public class Fake : IA { public Task<DecisionsResponse> {0}(string serviceProvider, string mvpd, DecisionsRequest body) => "
            + "throw new NotSupportedException(nameof(IA.{0})); }";

        var changed = await FixesAsync(
            new UnknownOperationFix(),
            Head
            + $"[AdobePassApi]\npublic interface IA\n{{\n    // Decides.\n    Task<DecisionsResponse> {before}{Parameters}; // here\n}}\n",
            Head
            + $"[AdobePassApi]\npublic interface IA\n{{\n    // Decides.\n    Task<DecisionsResponse> {after}{Parameters}; // here\n}}\n",
            "AP6001.Rename",
            [other.Replace("{0}", before, StringComparison.Ordinal)]);

        Assert.Equal(other.Replace("{0}", after, StringComparison.Ordinal), await changed.OtherTextAsync(0));
        Assert.Empty(await changed.ProblemsAsync());
    }

    [Theory]
    [InlineData(
        "\n    /// <summary>Decides.</summary>\n    Task<DecisionsResponse> AuthoriseAsync",
        "\n    /// <summary>Decides.</summary>\n    [AdobePassOperation(\"authorize\")]\n    Task<DecisionsResponse> AuthoriseAsync")]
    [InlineData(
        "\r\n    [Obsolete]\r\n    Task<DecisionsResponse> AuthoriseAsync",
        "\r\n    [AdobePassOperation(\"authorize\")]\r\n    [Obsolete]\r\n    Task<DecisionsResponse> AuthoriseAsync")]
    [InlineData(" Task<DecisionsResponse> AuthoriseAsync", " [AdobePassOperation(\"authorize\")] Task<DecisionsResponse> AuthoriseAsync")]
    public async Task Operation_attribute_is_added(string before, string after) => await FixesAsync(
        new UnknownOperationFix(),
        Head + $"[AdobePassApi] public interface IA {{{before}{Parameters}; }}",
        Head + $"[AdobePassApi] public interface IA {{{after}{Parameters}; }}",
        "AP6001.Attribute");

    [Fact]
    public async Task Attribute_is_fully_qualified_without_a_using_directive() => await FixesAsync(
        new UnknownOperationFix(),
        "using MyApp.RestV2;\n[AdobePass.AdobePassApi] public interface IA { System.Threading.Tasks.Task<DecisionsResponse> AuthoriseAsync"
        + Parameters + "; }",
        "using MyApp.RestV2;\n"
        + "[AdobePass.AdobePassApi] public interface IA { "
        + "[global::AdobePass.AdobePassOperation(\"authorize\")] System.Threading.Tasks.Task<DecisionsResponse> AuthoriseAsync" + Parameters
        + "; }",
        "AP6001.Attribute");

    [Theory]
    [InlineData("[AdobePassOperation( /* id */ \"authorise\")] // old", "[AdobePassOperation( /* id */ \"authorize\")] // old")]
    [InlineData("[Obsolete, AdobePassOperation(operationId: \"authorise\")]", "[Obsolete, AdobePassOperation(operationId: \"authorize\")]")]
    public async Task Operation_id_in_the_attribute_is_corrected(string before, string after) => await FixesAsync(
        new UnknownOperationFix(),
        Head + $"[AdobePassApi]\npublic interface IA\n{{\n    {before}\n    Task<DecisionsResponse> MayPlayAsync{Parameters};\n}}\n",
        Head + $"[AdobePassApi]\npublic interface IA\n{{\n    {after}\n    Task<DecisionsResponse> MayPlayAsync{Parameters};\n}}\n",
        "AP6001.Attribute");

    [Fact]
    public async Task Rename_is_not_offered_if_the_name_is_taken()
    {
        var workspace = UserWorkspace.Create(
            Head + $"[AdobePassApi] public interface IA {{ Task<DecisionsResponse> AuthorizeAsync{Parameters}; "
            + $"Task<DecisionsResponse> AuthoriseAsync{Parameters}; }}");

        var actions = await workspace.ActionsAsync(
            new UnknownOperationFix(),
            Assert.Single(await workspace.DiagnosticsAsync(), each => each.Id == "AP6001"));

        Assert.Equal("AP6001.Attribute", Assert.Single(actions).EquivalenceKey);
    }

    [Fact]
    public async Task No_fix_is_offered_without_a_close_match() =>
        await OffersNothingAsync(new UnknownOperationFix(), Head + "[AdobePassApi] public interface IA { Task XyzzyxyzzyAsync(); }");
}
