#if !OURS
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass.Benchmarks.Calls;

/// <summary>Registration and token request as a careful engineer writes them over <see cref="HttpClient"/>.</summary>
internal static class Registration
{
    public static async Task<string> RequestTokenAsync(HttpClient http, string softwareStatement, string deviceInformation)
    {
        var statement = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(new Statement(softwareStatement), RegistrationJson.Default.Statement));
        statement.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var credentials = await SendAsync(http, "/o/client/register", statement, deviceInformation, RegistrationJson.Default.Credentials)
            .ConfigureAwait(false);
        var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", credentials.ClientId),
            new("client_secret", credentials.ClientSecret),
        ]);
        return (await SendAsync(http, "/o/client/token", form, deviceInformation, RegistrationJson.Default.Token).ConfigureAwait(false))
            .AccessToken;
    }

    private static async Task<T> SendAsync<T>(
        HttpClient http,
        string path,
        HttpContent content,
        string deviceInformation,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Device-Info", deviceInformation);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(type).ConfigureAwait(false) ?? throw new JsonException("No body.");
    }
}

internal sealed record Statement([property: JsonPropertyName("software_statement")] string SoftwareStatement);

internal sealed record Credentials(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret);

internal sealed record Token(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] long ExpiresIn);

[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Token))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
#endif
