using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1007.</summary>
public class AP1007WrongTimeUnitFixTests
{
    [Theory]
    [InlineData("TimeSpan.FromMilliseconds(json.GetProperty(\"expires_in\").GetInt64()); // life", "TimeSpan.FromSeconds(json.GetProperty(\"expires_in\").GetInt64()); // life")]
    [InlineData("TimeSpan. /* a */ FromMinutes /* b */ (json.GetProperty(\"expires_in\").GetDouble());", "TimeSpan. /* a */ FromSeconds /* b */ (json.GetProperty(\"expires_in\").GetDouble());")]
    [InlineData("DateTimeOffset.FromUnixTimeSeconds(json.GetProperty(\"created_at\").GetInt64());", "DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty(\"created_at\").GetInt64());")]
    [InlineData("now.AddMinutes(json.GetProperty(\"expires_in\").GetInt64());", "now.AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    [InlineData("now.UtcDateTime\n            .AddMilliseconds(json.GetProperty(\"expires_in\").GetInt64());", "now.UtcDateTime\n            .AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    [InlineData("soon?.AddHours(json.GetProperty(\"expires_in\").GetInt64());", "soon?.AddSeconds(json.GetProperty(\"expires_in\").GetInt64());")]
    public async Task The_right_method_is_called(string before, string after) => await FixTest.FixesAsync(new WrongTimeUnitFix(), Wrap(before), Wrap(after));

    [Fact]
    public async Task A_call_that_the_right_method_does_not_have_is_left_alone() => await FixTest.OffersNothingAsync(
        new WrongTimeUnitFix(),
        Wrap("TimeSpan.FromMinutes(minutes: json.GetProperty(\"expires_in\").GetInt64());"));

    [Fact]
    public async Task All_in_a_document_are_fixed_at_once() => await FixTest.FixesAllAsync(
        new WrongTimeUnitFix(),
        Wrap("DateTimeOffset.FromUnixTimeSeconds(json.GetProperty(\"created_at\").GetInt64()).AddMinutes(json.GetProperty(\"expires_in\").GetInt64());"),
        Wrap("DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty(\"created_at\").GetInt64()).AddSeconds(json.GetProperty(\"expires_in\").GetInt64());"));

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
