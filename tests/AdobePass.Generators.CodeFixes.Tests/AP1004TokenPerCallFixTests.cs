using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1004.</summary>
public class AP1004TokenPerCallFixTests
{
    private const string Guard =
        "if (_accessToken is { } known && DateTimeOffset.UtcNow < _accessTokenEnds)\n" +
        "        {\n            return known;\n        }\n        ";

    [Theory]
    [InlineData(
        "var json = await answer.Content.ReadFromJsonAsync<JsonElement>();",
        "json.GetProperty(\"access_token\").GetString()",
        "json.GetProperty(\"expires_in\").GetInt64()")]
    [InlineData("var token = await answer.Content.ReadFromJsonAsync<Token>();", "token!.AccessToken", "token!.ExpiresIn")]
    public async Task Token_is_kept_until_it_expires(string read, string token, string lifetime) => await FixTest.FixesAsync(
        new TokenPerCallFix(),
        Client("string?", string.Empty, read, $"return {token};"),
        Client(
            "string?",
            string.Empty,
            read,
            $"_accessToken = {token};\n        _accessTokenEnds = DateTimeOffset.UtcNow.AddSeconds({lifetime} - 60);\n" +
            "        return _accessToken;",
            "    private string? _accessToken;\n    private DateTimeOffset _accessTokenEnds;\n\n",
            Guard));

    [Theory]
    [InlineData("string device", "return json.GetProperty(\"access_token\").GetString();")]
    [InlineData("", "return json.ToString();")]
    [InlineData("", "if (json.ValueKind == JsonValueKind.Null) { return null; } return json.GetProperty(\"access_token\").GetString();")]
    public async Task No_fix_is_offered_if_device_or_lifetime_is_not_known(string parameter, string returned) =>
        await FixTest.OffersNothingAsync(
            new TokenPerCallFix(),
            Client("string?", parameter, "var json = await answer.Content.ReadFromJsonAsync<JsonElement>();", returned));

    private static string Client(
        string result,
        string parameter,
        string read,
        string returned,
        string fields = "",
        string guard = "") => $$"""
        using System;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;

        public sealed record Token(string AccessToken, long ExpiresIn);

        public sealed class Client
        {
            private readonly HttpClient _http = new();

            public async Task<string> GetAsync()
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await RequestAsync({{(parameter.Length > 0 ? "\"a\"" : string.Empty)}}));
                return await (await _http.SendAsync(request)).Content.ReadAsStringAsync();
            }

        {{fields}}    private async Task<{{result}}> RequestAsync({{parameter}})
            {
                {{guard}}var answer = await _http.PostAsync("https://sp.auth.adobe.com/o/client/token", null);
                {{read}}
                {{returned}}
            }
        }
        """;
}
