using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP0004.</summary>
public class AP0004InterfaceIsNotPartialFixTests
{
    private const string Head = "using AdobePass;\n\nnamespace MyApp;\n\n";

    [Theory]
    [InlineData(
        "[AdobePassApi]\npublic interface IA\n{\n    // nothing yet\n}\n",
        "[AdobePassApi]\npublic partial interface IA\n{\n    // nothing yet\n}\n")]
    [InlineData(
        "/// <summary>All.</summary>\n[AdobePassApi] /* here */ interface /* name */ IA { }\n",
        "/// <summary>All.</summary>\n[AdobePassApi] /* here */ partial interface /* name */ IA { }\n")]
    [InlineData(
        "public class Outer { [AdobePassApi] public partial interface IA { } }",
        "public partial class Outer { [AdobePassApi] public partial interface IA { } }")]
    [InlineData(
        "public class Outer { [AdobePassApi] public interface IA { } }",
        "public partial class Outer { [AdobePassApi] public partial interface IA { } }")]
    [InlineData(
        "public record struct Outer { public static class Inner { [AdobePassApi] public interface IA { } } }",
        "public partial record struct Outer { public static partial class Inner { [AdobePassApi] public partial interface IA { } } }")]
    public async Task Partial_modifier_is_added_where_it_is_missing(string before, string after) =>
        await FixTest.FixesAsync(new InterfaceIsNotPartialFix(), Head + before, Head + after);

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new InterfaceIsNotPartialFix(),
        Head + "public class Outer\n{\n    [AdobePassApi]\n    public interface IA { }\n\n    [AdobePassApi]\n"
        + "    public interface IB { } // b\n}\n\n[AdobePassApi]\ninternal interface IC { }\n",
        Head + "public partial class Outer\n{\n    [AdobePassApi]\n    public partial interface IA { }\n\n    [AdobePassApi]\n"
        + "    public partial interface IB { } // b\n}\n\n[AdobePassApi]\ninternal partial interface IC { }\n");
}
