using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1001.</summary>
public class AP1001CredentialsAreNotKeptFixTests
{
    private const string Files =
        "private static readonly FileCredentialStore CredentialFiles = new(\n" +
        "        Path.Combine(\n" +
        "            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),\n" +
        "            \"adobe-pass\"),\n" +
        "        new FileStoreOptions { AllowCreation = true });\n\n    ";

    [Fact]
    public async Task Two_strings_come_from_the_store() => await FixTest.FixesAsync(
        new CredentialsAreNotKeptFix(),
        Client(
            "string deviceId",
            """
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
            request.Headers.Add("X-Device-Info", "e30=");
            using var response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();

            // The pair belongs to the device.
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            var id = json.GetProperty("client_id").GetString();
            var secret = json.GetProperty("client_secret").GetString();
            await SendAsync(id!, secret!);
            """),
        Client(
            "string deviceId",
            """
            var key = CredentialKey.Create("https://sp.auth.adobe.com", deviceId);
            var stored = await CredentialFiles.FindAsync(key, CancellationToken.None);
            if (stored is null)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
                request.Headers.Add("X-Device-Info", "e30=");
                using var response = await _http.SendAsync(request);
                response.EnsureSuccessStatusCode();

                // The pair belongs to the device.
                var json = await response.Content.ReadFromJsonAsync<JsonElement>();
                var issuedId = json.GetProperty("client_id").GetString();
                var issuedSecret = json.GetProperty("client_secret").GetString();
                var credentials = new ClientCredentials(issuedId!, new ClientSecret(issuedSecret!));
                stored = await CredentialFiles.CreateAsync(key, credentials, CancellationToken.None);
            }

            var id = stored.Credentials.ClientId;
            var secret = stored.Credentials.ClientSecret.Reveal();
            await SendAsync(id!, secret!);
            """,
            Files));

    [Fact]
    public async Task Object_with_two_strings_comes_from_the_store_in_scope() => await FixTest.FixesAsync(
        new CredentialsAreNotKeptFix(),
        Client(
            "StreamingDevice device, CredentialStore store, CancellationToken cancellation",
            """
            var answer = await _http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { a = 1 }, cancellation);
            var pair = await answer.Content.ReadFromJsonAsync<Pair>(cancellation);
            Console.WriteLine(pair!.Id);
            await SendAsync(pair);
            """),
        Client(
            "StreamingDevice device, CredentialStore store, CancellationToken cancellation",
            """
            var key = CredentialKey.Create("https://sp.auth.adobe.com", device.Identifier);
            var stored = await store.FindAsync(key, cancellation);
            if (stored is null)
            {
                var answer = await _http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { a = 1 }, cancellation);
                var issued = await answer.Content.ReadFromJsonAsync<Pair>(cancellation);
                var credentials = new ClientCredentials(issued!.Id, new ClientSecret(issued.Secret));
                stored = await store.CreateAsync(key, credentials, cancellation);
            }

            var pair = new Pair(stored.Credentials.ClientId, stored.Credentials.ClientSecret.Reveal());
            Console.WriteLine(pair!.Id);
            await SendAsync(pair);
            """));

    [Fact]
    public async Task Reads_of_json_become_reads_of_the_store() => await FixTest.FixesAsync(
        new CredentialsAreNotKeptFix(),
        Client(
            "string deviceId, CredentialStore store",
            """
            var answer = await _http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { a = 1 });
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            await SendAsync(json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
            """),
        Client(
            "string deviceId, CredentialStore store",
            """
            var key = CredentialKey.Create("https://sp.auth.adobe.com", deviceId);
            var stored = await store.FindAsync(key, CancellationToken.None);
            if (stored is null)
            {
                var answer = await _http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { a = 1 });
                var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
                var credentials = new ClientCredentials(json.GetProperty("client_id").GetString()!, new ClientSecret(json.GetProperty("client_secret").GetString()!));
                stored = await store.CreateAsync(key, credentials, CancellationToken.None);
            }
            await SendAsync(stored.Credentials.ClientId, stored.Credentials.ClientSecret.Reveal());
            """));

    [Theory]
    [InlineData("string name", "")]
    [InlineData("string deviceId, CredentialStore one, CredentialStore two", "")]
    [InlineData("string deviceId", "Console.WriteLine(answer.StatusCode);")]
    public async Task No_fix_is_offered_without_a_device_or_if_other_code_needs_the_response(string parameters, string after) =>
        await FixTest.OffersNothingAsync(
            new CredentialsAreNotKeptFix(),
            Client(
                parameters,
                """
                var answer = await _http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { a = 1 });
                var pair = await answer.Content.ReadFromJsonAsync<Pair>();
                await SendAsync(pair!);
                """ + "\n" + after));

    [Fact]
    public async Task No_fix_is_offered_if_the_url_is_not_known() => await FixTest.OffersNothingAsync(
        new CredentialsAreNotKeptFix(),
        Client(
            "string deviceId, string gateway",
            """
            var answer = await _http.PostAsJsonAsync($"{gateway}/o/client/register", new { a = 1 });
            var pair = await answer.Content.ReadFromJsonAsync<Pair>();
            await SendAsync(pair!);
            """));

    private static string Client(string parameters, string statements, string fields = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;

        public sealed record Pair([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

        public sealed class Client
        {
            private readonly HttpClient _http = new();

            {{fields}}public async Task RunAsync({{parameters}})
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n        \n", "\n\n", StringComparison.Ordinal)}}
            }

            private Task SendAsync(Pair pair) => SendAsync(pair.Id, pair.Secret);

            private async Task SendAsync(string id, string secret)
            {
                var form = new Dictionary<string, string> { ["client_id"] = id, ["client_secret"] = secret };
                await _http.PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(form));
            }
        }
        """;
}
