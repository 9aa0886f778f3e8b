using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6009.</summary>
public class AP6009AttributeWithoutEffectFixTests
{
    [Theory]
    [InlineData("    [AdobePassOperation(\"getProfiles\")]\n    Task MineAsync();", "    Task MineAsync();")]
    [InlineData("    /// <summary>Mine.</summary>\n    [AdobePassOperation(\"getProfiles\")] // old\n    [Obsolete]\n    Task MineAsync();", "    /// <summary>Mine.</summary>\n    // old\n    [Obsolete]\n    Task MineAsync();")]
    [InlineData("    [Obsolete]\r\n    [AdobePassOperation(\"getProfiles\")]\r\n    Task MineAsync();", "    [Obsolete]\r\n    Task MineAsync();")]
    [InlineData("    [Obsolete, AdobePassOperation(\"getProfiles\")] Task MineAsync();", "    [Obsolete] Task MineAsync();")]
    [InlineData("    [AdobePassOperation(\"getProfiles\"), Obsolete] Task MineAsync();", "    [Obsolete] Task MineAsync();")]
    [InlineData("    [AdobePassOperation(\"getProfiles\"), /* a */ Obsolete] Task MineAsync();", "    [/* a */ Obsolete] Task MineAsync();")]
    [InlineData("    [method: global::AdobePass.AdobePassOperationAttribute(\"getProfiles\")] Task MineAsync();", "    Task MineAsync();")]
    [InlineData("    Task MineAsync(\n        [AdobePassParameter(\"mvpd\")] /* whose */ string x);", "    Task MineAsync(\n        /* whose */ string x);")]
    public async Task Only_the_attribute_without_effect_is_removed(string before, string after) => await FixesAsync(
        new AttributeWithoutEffectFix(),
        Head + $"internal interface IA\n{{\n{before}\n}}\n[AdobePassApi] public interface IB {{ Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); }}",
        Head + $"internal interface IA\n{{\n{after}\n}}\n[AdobePassApi] public interface IB {{ Task<ProfilesResponse> GetProfilesAsync(string serviceProvider); }}");

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixesAllAsync(
        new AttributeWithoutEffectFix(),
        Head + "[AdobePassApi] public interface IA\n{\n    Task AuthorizeAsync(string serviceProvider, string mvpd, [AdobePassParameter(\"what\")] DecisionsRequest what, [AdobePassParameter(\"who\")] StreamingDevice device);\n}\n\nclass C\n{\n    [AdobePassOperation(\"a\")]\n    void M([AdobePassParameter(\"b\")] string x) { }\n}\n",
        Head + "[AdobePassApi] public interface IA\n{\n    Task AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest what, StreamingDevice device);\n}\n\nclass C\n{\n    void M(string x) { }\n}\n");
}
