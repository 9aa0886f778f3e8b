using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1009.</summary>
public class AP1009SecretIsLoggedFixTests
{
    [Theory]
    [InlineData("Console.WriteLine(t.Reveal()); // shown", "Console.WriteLine(t); // shown")]
    [InlineData("Console.WriteLine($\"a {t.Reveal()} b\");", "Console.WriteLine($\"a {t} b\");")]
    [InlineData("Console.WriteLine($\"a {t.Reveal(),10} b\");", "Console.WriteLine($\"a {t,10} b\");")]
    [InlineData("Console.WriteLine(\"a \" + t.Reveal());", "Console.WriteLine(\"a \" + t);")]
    [InlineData("Console.WriteLine(\"{0} {1}\", 1, t.Reveal());", "Console.WriteLine(\"{0} {1}\", 1, t);")]
    [InlineData("Console.WriteLine(string.Concat(\"a\", t.Reveal()));", "Console.WriteLine(string.Concat(\"a\", t));")]
    [InlineData("Console.Out.Write((object)t.Reveal());", "Console.Out.Write((object)t);")]
    [InlineData("Console.WriteLine(t /* a */ .Reveal( /* b */ ) /* c */);", "Console.WriteLine(t /* a */  /* b */  /* c */);")]
    [InlineData("Console.WriteLine(t\n            .Reveal());", "Console.WriteLine(t);")]
    [InlineData("Console.WriteLine((o as AccessToken ?? t).Reveal());", "Console.WriteLine((o as AccessToken ?? t));")]
    [InlineData("new Activity(\"a\").SetTag(\"token\", t.Reveal());", "new Activity(\"a\").SetTag(\"token\", t);")]
    [InlineData("throw new InvalidOperationException($\"bad {t.Reveal()}\");", "throw new InvalidOperationException($\"bad {t}\");")]
    public async Task Secret_object_is_passed_instead_of_its_revealed_value(string before, string after) =>
        await FixTest.FixesAsync(new SecretIsLoggedFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData("throw new InvalidOperationException(t.Reveal());")]
    [InlineData("Trace.TraceInformation(t.Reveal());")]
    [InlineData("Trace.TraceInformation(t.Reveal(), 1);")]
    public async Task No_fix_is_offered_where_a_string_is_required(string source) =>
        await FixTest.OffersNothingAsync(new SecretIsLoggedFix(), Wrap(source));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new SecretIsLoggedFix(),
        Wrap("Console.WriteLine(t.Reveal());\n        Console.WriteLine($\"{t.Reveal()} {t.Reveal()}\"); // both"),
        Wrap("Console.WriteLine(t);\n        Console.WriteLine($\"{t} {t}\"); // both"));

    [Fact]
    public async Task Fix_all_skips_changes_that_do_not_compile_together() => await FixTest.FixesAllAsync(
        new SecretIsLoggedFix(),
        Wrap(
            "Console.WriteLine(t.Reveal() + t.Reveal());\n        Trace.TraceInformation(t.Reveal());\n"
            + "        Console.WriteLine(t.Reveal());"),
        Wrap("Console.WriteLine(t + t.Reveal());\n        Trace.TraceInformation(t.Reveal());\n        Console.WriteLine(t);"),
        left: 2);

    private static string Wrap(string statements) =>
        $"using System;\nusing System.Diagnostics;\nusing AdobePass;\n\nclass C\n{{\n    void M(AccessToken t, object o)\n    {{\n"
        + $"        {statements}\n    }}\n}}\n";
}
