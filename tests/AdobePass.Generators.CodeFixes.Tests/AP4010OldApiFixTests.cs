using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP4010.</summary>
public class AP4010OldApiFixTests
{
    [Theory]
    [InlineData(
        "\"https://api.auth.adobe.com/api/v1/config/CHAN1\"",
        "\"https://sp.auth.adobe.com/api/v2/CHAN1/configuration\"")]
    [InlineData(
        "$\"https://api.auth-staging.adobe.com/api/v1/config/{channel}.json?format=json\"",
        "$\"https://sp.auth-staging.adobe.com/api/v2/{channel}/configuration\"")]
    [InlineData(
        "\"https://api.auth.adobe.com/api/v1/config/\" + channel",
        "\"https://sp.auth.adobe.com/api/v2/\" + channel + \"/configuration\"")]
    [InlineData(
        "$\"https://api-prequal.auth.adobe.com/reggie/v1/{channel}/regcode\"",
        "$\"https://sp-prequal.auth.adobe.com/api/v2/{channel}/sessions\"")]
    [InlineData(
        "$\"https://api.auth.adobe.com/api/v1/checkauthn/{Uri.EscapeDataString(code)}?requestor={channel}\"",
        "$\"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{Uri.EscapeDataString(code)}\"")]
    [InlineData("$\"{Host}/api/v1/config/{channel}\"", "$\"{Host}/api/v2/{channel}/configuration\"")]
    [InlineData("Host + \"/api/v1/config/\" + channel", "Host + \"/api/v2/\" + channel + \"/configuration\"")]
    public async Task Url_of_one_operation_is_replaced(string before, string after) =>
        await FixTest.FixesAsync(new OldApiFix(), Client($"_ = {before};"), Client($"_ = {after};"));

    [Fact]
    public async Task Url_with_the_method_of_the_operation_is_replaced() => await FixTest.FixesAsync(
        new OldApiFix(),
        Client("await _http.GetAsync($\"https://api.auth.adobe.com/reggie/v1/{channel}/regcode/{code}\");"),
        Client("await _http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{channel}/sessions/{code}\");"));

    [Theory]
    [InlineData("_ = $\"https://api.auth.adobe.com/reggie/v1/{channel}/regcode/{code}\";")]
    [InlineData("await _http.DeleteAsync($\"https://api.auth.adobe.com/reggie/v1/{channel}/regcode/{code}\");")]
    [InlineData("_ = \"https://api.auth.adobe.com/api/v1/checkauthn\";")]
    [InlineData("_ = $\"https://api.auth.adobe.com/api/v1/checkauthn/{code}\";")]
    [InlineData("_ = \"https://api.auth.adobe.com/api/v1/authorize?resource=a\";")]
    [InlineData("_ = $\"https://api.auth.adobe.com/api/v1/config/{channel}?deviceId={code}\";")]
    [InlineData("_ = OldHost + \"/api/v1/config/\" + channel;")]
    [InlineData("await _http.PostAsync(\"https://api.auth.adobe.com/api/v1/config/CHAN1\", null);")]
    public async Task No_fix_is_offered_if_more_than_the_url_changes(string statement) =>
        await FixTest.OffersNothingAsync(new OldApiFix(), Client(statement));

    [Fact]
    public async Task Fix_all_replaces_every_url_of_a_document() => await FixTest.FixesAllAsync(
        new OldApiFix(),
        Client("_ = \"https://api.auth.adobe.com/api/v1/config/A\"; _ = \"https://api.auth.adobe.com/api/v1/config/B\"; _ = \"https://api.auth.adobe.com/api/v1/logout\";"),
        Client("_ = \"https://sp.auth.adobe.com/api/v2/A/configuration\"; _ = \"https://sp.auth.adobe.com/api/v2/B/configuration\"; _ = \"https://api.auth.adobe.com/api/v1/logout\";"),
        left: 1);

    private static string Client(string statements) => $$"""
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;

        public sealed class Client
        {
            private const string Host = "https://sp.auth.adobe.com";
            private const string OldHost = "https://api.auth.adobe.com";
            private readonly HttpClient _http = new();

            public async Task RunAsync(string channel, string code)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;
}
