using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1005.</summary>
public class AP1005ClientPerUseFixTests
{
    [Theory]
    [InlineData("s.AddTransient<AdobePassClient>(); // one", "s.AddSingleton<AdobePassClient>(); // one")]
    [InlineData("s.AddScoped /* a */ <AdobePassClient>();", "s.AddSingleton /* a */ <AdobePassClient>();")]
    [InlineData(
        "s.AddScoped<AdobePassClient>(p => new AdobePassClient(new AdobePassOptions()));",
        "s.AddSingleton<AdobePassClient>(p => new AdobePassClient(new AdobePassOptions()));")]
    [InlineData(
        "s.AddTransient(p => new AdobePassClient(new AdobePassOptions()));",
        "s.AddSingleton(p => new AdobePassClient(new AdobePassOptions()));")]
    [InlineData("s.AddTransient<IDisposable, AdobePassClient>();", "s.AddSingleton<IDisposable, AdobePassClient>();")]
    [InlineData(
        "s.AddSingleton(1.ToString())\n            .AddScoped<AdobePassClient>()\n            .AddTransient<C>();",
        "s.AddSingleton(1.ToString())\n            .AddSingleton<AdobePassClient>()\n            .AddTransient<C>();")]
    [InlineData(
        "ServiceCollectionServiceExtensions.AddTransient<AdobePassClient>(s);",
        "ServiceCollectionServiceExtensions.AddSingleton<AdobePassClient>(s);")]
    public async Task Client_registration_becomes_a_singleton(string before, string after) =>
        await FixTest.FixesAsync(new ClientPerUseFix(), Wrap(before), Wrap(after));

    [Fact]
    public async Task No_fix_is_offered_for_a_client_that_is_created_inline() => await FixTest.OffersNothingAsync(
        new ClientPerUseFix(),
        Wrap("while (true) { using var client = new AdobePassClient(new AdobePassOptions()); }"));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new ClientPerUseFix(),
        Wrap("s.AddTransient<AdobePassClient>().AddScoped<AdobePassClient>();"),
        Wrap("s.AddSingleton<AdobePassClient>().AddSingleton<AdobePassClient>();"));

    private static string Wrap(string statements) =>
        $"using System;\nusing AdobePass;\nusing Microsoft.Extensions.DependencyInjection;\n\nclass C\n{{\n"
        + $"    void M(IServiceCollection s)\n    {{\n        {statements}\n    }}\n}}\n";
}
