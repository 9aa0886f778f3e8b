using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3006: A token is written in a settings file.</summary>
public class AP3006Tests
{
    [Theory]
    [InlineData("/src/appsettings.json", "{\n  \"AdobePass\": { \"SoftwareStatement\": \"TOKEN\" }\n}", 2, 40)]
    [InlineData("/src/appsettings.Development.json", "{ \"a\": \"Bearer TOKEN\" }", 1, 16)]
    [InlineData("/src/Texts.resx", "<root><data name=\"a\"><value>TOKEN</value></data></root>", 1, 29)]
    [InlineData("/src/web.config", "<add key=\"a\" value=\"TOKEN\" />", 1, 21)]
    [InlineData("/src/Properties/launchSettings.json", "{\"environmentVariables\":{\"S\":\"TOKEN\"}}", 1, 31)]
    [InlineData("/src/settings.yml", "statement: TOKEN\nother: 1\n", 1, 12)]
    [InlineData("/src/.env", "STATEMENT=TOKEN", 1, 11)]
    public async Task Token_is_reported_at_its_place_in_the_file(string path, string text, int line, int column)
    {
        foreach (var token in new[] { MadeUpTokens.Access(), MadeUpTokens.Statement() })
        {
            var settings = text.Replace("TOKEN", token, StringComparison.Ordinal);

            var found = await new UserProject { WarningsAreErrors = false }.WithSettings(settings, path).AnalyzeAsync();

            var diagnostic = Assert.Single(found);
            Assert.Equal("AP3006", diagnostic.Id);
            var place = diagnostic.Location.GetLineSpan();
            Assert.Equal((path, line, column), (place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
            Assert.DoesNotContain(token[10..30], diagnostic.GetMessage(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_of_two_tokens_is_reported()
    {
        var text = $"{{ \"a\": \"{MadeUpTokens.Access()}\", \"b\": \"{MadeUpTokens.Statement()}\" }}";
        var project = new UserProject { WarningsAreErrors = false }.WithSettings(text, "/src/appsettings.json");

        Assert.Equal(2, (await project.AnalyzeAsync()).Length);
    }

    [Theory]
    [InlineData("/src/appsettings.json", "login.example", null)]
    [InlineData("/src/notes.md", "auth.adobe.com", null)]
    [InlineData("/src/appsettings.json", "auth.adobe.com", "true")]
    public async Task Other_issuers_other_files_and_tests_are_not_reported(string path, string issuer, string? isTest)
    {
        var project = new UserProject().WithSettings($"{{ \"a\": \"{MadeUpTokens.Access(issuer: issuer)}\" }}", path);

        Assert.Empty(await (isTest is null ? project : project.WithProperty("IsTestProject", isTest)).AnalyzeAsync());
    }
}
