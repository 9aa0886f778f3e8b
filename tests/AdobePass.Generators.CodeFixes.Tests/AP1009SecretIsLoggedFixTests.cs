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
    public async Task The_value_itself_is_passed(string before, string after) =>
        await FixTest.FixesAsync(new SecretIsLoggedFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData("throw new InvalidOperationException(t.Reveal());")]
    [InlineData("Trace.TraceInformation(t.Reveal());")]
    [InlineData("Trace.TraceInformation(t.Reveal(), 1);")]
    public async Task Where_a_string_is_needed_nothing_is_offered(string source) => await FixTest.OffersNothingAsync(new SecretIsLoggedFix(), Wrap(source));

    [Fact]
    public async Task All_in_a_document_are_fixed_at_once() => await FixTest.FixesAllAsync(
        new SecretIsLoggedFix(),
        Wrap("Console.WriteLine(t.Reveal());\n        Console.WriteLine($\"{t.Reveal()} {t.Reveal()}\"); // both"),
        Wrap("Console.WriteLine(t);\n        Console.WriteLine($\"{t} {t}\"); // both"));

    [Fact]
    public async Task What_would_not_compile_together_is_not_done_together() => await FixTest.FixesAllAsync(
        new SecretIsLoggedFix(),
        Wrap("Console.WriteLine(t.Reveal() + t.Reveal());\n        Trace.TraceInformation(t.Reveal());\n        Console.WriteLine(t.Reveal());"),
        Wrap("Console.WriteLine(t + t.Reveal());\n        Trace.TraceInformation(t.Reveal());\n        Console.WriteLine(t);"),
        left: 2);

    private static string Wrap(string statements) =>
        $"using System;\nusing System.Diagnostics;\nusing AdobePass;\n\nclass C\n{{\n    void M(AccessToken t, object o)\n    {{\n        {statements}\n    }}\n}}\n";
}
