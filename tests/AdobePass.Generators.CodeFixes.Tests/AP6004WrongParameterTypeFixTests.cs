using System.Collections.Immutable;
using AdobePass.Generators.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using static AdobePass.Generators.CodeFixes.Tests.Support.FixTest;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP6004.</summary>
public class AP6004WrongParameterTypeFixTests
{
    [Theory]
    [InlineData("int serviceProvider", "string serviceProvider")]
    [InlineData("/* a */ Guid /* b */ serviceProvider", "/* a */ string /* b */ serviceProvider")]
    [InlineData("string serviceProvider, int? adServiceToken = null", "string serviceProvider, string? adServiceToken = null")]
    [InlineData("string serviceProvider, int adServiceToken = default", "string serviceProvider, string? adServiceToken = default")]
    public async Task Parameter_gets_the_type_from_the_spec(string before, string after) => await FixesAsync(
        new WrongParameterTypeFix(),
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync({before}); }}",
        Head + $"[AdobePassApi] public interface IA {{ Task<ProfilesResponse> GetProfilesAsync({after}); }}");

    [Fact]
    public async Task No_fix_is_offered_if_the_default_value_has_the_old_type() => await OffersNothingAsync(
        new WrongParameterTypeFix(),
        Head + "[AdobePassApi] public interface IA { Task<ProfilesResponse> GetProfilesAsync(int serviceProvider = 3); }");

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixesAllAsync(
        new WrongParameterTypeFix(),
        Head + "[AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(int serviceProvider, Guid mvpd, DecisionsRequest body); }",
        Head + "[AdobePassApi] public interface IA { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body); }");

    /// <summary>Types that no parameter of the bundled spec has.</summary>
    [Theory]
    [InlineData("System.DateTimeOffset", "int from", "DateTimeOffset from")]
    [InlineData("System.DateTimeOffset", "string? from = null", "DateTimeOffset? from = null")]
    [InlineData("System.DateTimeOffset", "string from = default", "DateTimeOffset from = default")]
    [InlineData("AdobePass.ClientSecret", "string from", "ClientSecret from")]
    [InlineData("long", "System.Guid from", "long from")]
    [InlineData("MyApp.RestV2.Platform", "System.Guid from", "global::MyApp.RestV2.Platform from")]
    [InlineData("MyApp.RestV2.Platform", "System.Guid from = default", null)]
    [InlineData("System.Collections.Generic.IReadOnlyList<string>", "System.Guid from", null)]
    [InlineData("System.Text.Json.JsonElement", "System.Guid from", null)]
    [InlineData("not a type", "System.Guid from", null)]
    public async Task Type_names_from_other_specs_are_shortened_where_possible(string nearest, string before, string? after)
    {
        var source = Head + $"public interface IA {{ Task GetProfilesAsync({before}); }}";
        var project = UserWorkspace.Create(source);
        var tree = (await project.Document.GetSyntaxTreeAsync())!;
        var diagnostic = Diagnostic.Create(
            new DiagnosticDescriptor("AP6004", "t", "m", "c", DiagnosticSeverity.Error, isEnabledByDefault: true),
            Location.Create(tree, new(source.IndexOf("from", StringComparison.Ordinal), 4)),
            ImmutableDictionary<string, string?>.Empty.Add("nearest", nearest));

        var actions = await project.ActionsAsync(new WrongParameterTypeFix(), diagnostic);

        Assert.Equal(after is null ? 0 : 1, actions.Length);
        if (after is not null)
        {
            Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), await (await project.ApplyAsync(actions[0])).TextAsync());
        }
    }
}
