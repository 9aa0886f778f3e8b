using Microsoft.CodeAnalysis;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6002.</summary>
public class AP6002UnknownParameterFixTests
{
    [Fact]
    public async Task Parameter_and_its_references_are_renamed()
    {
        var other = Head + "public class User { public Task<ProfilesResponse> Use(IA api) => api.GetProfilesAsync({0}: \"a\"); }";

        var changed = await FixesAsync(
            new UnknownParameterFix(),
            Head + "[AdobePassApi]\npublic interface IA\n{\n    /// <summary>Profiles.</summary>\n    /// <param name=\"serviceProviderId\">Whose.</param>\n    Task<ProfilesResponse> GetProfilesAsync(string /* a */ serviceProviderId /* b */);\n}\n",
            Head + "[AdobePassApi]\npublic interface IA\n{\n    /// <summary>Profiles.</summary>\n    /// <param name=\"serviceProvider\">Whose.</param>\n    Task<ProfilesResponse> GetProfilesAsync(string /* a */ serviceProvider /* b */);\n}\n",
            "AP6002.Rename",
            [other.Replace("{0}", "serviceProviderId", StringComparison.Ordinal)]);

        Assert.Equal(other.Replace("{0}", "serviceProvider", StringComparison.Ordinal), await changed.OtherTextAsync(0));
        Assert.Empty(await changed.ProblemsAsync());
        Assert.DoesNotContain(await changed.DiagnosticsAsync(), diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);
    }

    [Fact]
    public async Task Parameter_name_in_the_attribute_is_corrected() => await FixesAsync(
        new UnknownParameterFix(),
        Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync([AdobePassParameter(\"serviceProviderId\")] string channel); }",
        Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync([AdobePassParameter(\"serviceProvider\")] string channel); }",
        "AP6002.Attribute");

    [Theory]
    [InlineData("string serviceProvider, string serviceProviderId")]
    [InlineData("[AdobePassParameter(\"serviceProvider\")] string channel, string serviceProviderId")]
    [InlineData("string serviceProvider, string xDeviceInfo")]
    [InlineData("string serviceProvider, string authorization")]
    [InlineData("string serviceProvider, CancellationToken one, CancellationToken two")]
    public async Task No_fix_is_offered_for_an_existing_or_unsupported_parameter(string parameters) =>
        await OffersNothingAsync(new UnknownParameterFix(), Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync({parameters}); }}");
}
