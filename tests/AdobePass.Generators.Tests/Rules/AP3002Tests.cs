using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3002: A software statement is written in source code.</summary>
public class AP3002Tests
{
    private const string Rule = "AP3002";

    public static TheoryData<string> FormNames => ConstantForms.Names;

    [Theory]
    [MemberData(nameof(FormNames))]
    public async Task Statement_is_reported_once_in_every_form(string form)
    {
        var occurrences = form == "property" ? 2 : 1;

        Assert.Equal(
            Enumerable.Repeat(Rule, occurrences),
            (await ConstantForms.AnalyzeAsync(ConstantForms.Write(form, MadeUpTokens.Statement()))).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await ConstantForms.AnalyzeAsync(ConstantForms.Write(form, MadeUpTokens.Statement(issuer: "login.example"))));
    }

    [Theory]
    [InlineData("IsTestProject", "true", null)]
    [InlineData("UsingMicrosoftNETSdkWeb", "true", DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "server", DiagnosticSeverity.Warning)]
    [InlineData("AdobePassProjectKind", "client", DiagnosticSeverity.Info)]
    public async Task Severity_follows_the_kind_of_project(string property, string value, DiagnosticSeverity? severity)
    {
        var source = $"class C {{ string x = \"{MadeUpTokens.Access()}\"; string y = \"{MadeUpTokens.Statement()}\"; }}";

        var found = await new UserProject { WarningsAreErrors = false }.WithSource(source).WithProperty(property, value).AnalyzeAsync();

        Assert.Equal(severity, found.SingleOrDefault(diagnostic => diagnostic.Id == Rule)?.Severity);
    }
}
