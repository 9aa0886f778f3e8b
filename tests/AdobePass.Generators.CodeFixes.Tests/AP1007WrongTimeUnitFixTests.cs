using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1007.</summary>
public class AP1007WrongTimeUnitFixTests
{
    [Theory]
    [InlineData(
        "TimeSpan.FromMilliseconds(json.GetProperty(\"expires_in\").GetInt64()); // life",
        "TimeSpan.FromSeconds(json.GetProperty(\"expires_in\").GetInt64()); // life")]
    [InlineData(
        "TimeSpan. /* a */ FromMinutes /* b */ (json.GetProperty(\"expires_in\").GetDouble());",
        "TimeSpan. /* a */ FromSeconds /* b */ (json.GetProperty(\"expires_in\").GetDouble());")]
    [InlineData(
        "DateTimeOffset.FromUnixTimeSeconds(json.GetProperty(\"created_at\").GetInt64());",
        "DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty(\"created_at\").GetInt64());")]
    [InlineData(
        "now.AddMinutes(json.GetProperty(\"expires_in\").GetInt64());",
        "now.AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    [InlineData(
        "now.UtcDateTime\n            .AddMilliseconds(json.GetProperty(\"expires_in\").GetInt64());",
        "now.UtcDateTime\n            .AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    [InlineData(
        "soon?.AddHours(json.GetProperty(\"expires_in\").GetInt64());",
        "soon?.AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    public async Task Method_with_the_correct_unit_is_called(string before, string after) =>
        await FixTest.FixesAsync(new WrongTimeUnitFix(), Wrap(before), Wrap(after));

    [Fact]
    public async Task No_fix_is_offered_if_the_correct_method_lacks_the_argument() => await FixTest.OffersNothingAsync(
        new WrongTimeUnitFix(),
        Wrap("TimeSpan.FromMinutes(minutes: json.GetProperty(\"expires_in\").GetInt64());"));

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new WrongTimeUnitFix(),
        Wrap(
            "DateTimeOffset.FromUnixTimeSeconds(json.GetProperty(\"created_at\").GetInt64())"
            + ".AddMinutes(json.GetProperty(\"expires_in\").GetInt64());"),
        Wrap(
            "DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty(\"created_at\").GetInt64())"
            + ".AddSeconds(json.GetProperty(\"expires_in\").GetInt64());"));

    private static string Wrap(string expression) => $$"""
        using System;
        using System.Net.Http;
        using System.Text.Json;
        using System.Threading.Tasks;

        class C
        {
            async Task M(HttpClient http, JsonElement json, DateTimeOffset now, DateTimeOffset? soon)
            {
                AppContext.SetData("answer", await http.PostAsync("https://sp.auth.adobe.com/o/client/token", null));
                var time = {{expression}}
            }
        }

        """;
}
