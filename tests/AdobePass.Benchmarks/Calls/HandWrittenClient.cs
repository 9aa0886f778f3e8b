using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AdobePass.Benchmarks.Calls.Peers;

namespace AdobePass.Benchmarks.Calls;

/// <summary>The same calls as a careful engineer writes them over <see cref="HttpClient"/> with source-generated JSON.</summary>
internal sealed class HandWrittenClient(HttpClient http, string token)
{
    public Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, string deviceIdentifier, string deviceInformation, CancellationToken cancellationToken = default)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, PeerJson.Default.DecisionsRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return SendAsync(HttpMethod.Post, $"/api/v2/{Uri.EscapeDataString(serviceProvider)}/decisions/authorize/{Uri.EscapeDataString(mvpd)}", content, PeerJson.Default.DecisionsResponse, deviceIdentifier, deviceInformation, cancellationToken);
    }

    public Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionForm body, string deviceIdentifier, string deviceInformation, CancellationToken cancellationToken = default)
    {
        var content = new FormUrlEncodedContent([new("domainName", body.DomainName), new("redirectUrl", body.RedirectUrl)]);
        return SendAsync(HttpMethod.Post, $"/api/v2/{Uri.EscapeDataString(serviceProvider)}/sessions", content, PeerJson.Default.SessionResponse, deviceIdentifier, deviceInformation, cancellationToken);
    }

    public Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, string deviceIdentifier, string deviceInformation, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, $"/api/v2/{Uri.EscapeDataString(serviceProvider)}/profiles", null, PeerJson.Default.ProfilesResponse, deviceIdentifier, deviceInformation, cancellationToken);

    public Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, string deviceIdentifier, string deviceInformation, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, $"/api/v2/{Uri.EscapeDataString(serviceProvider)}/configuration", null, PeerJson.Default.ConfigurationResponse, deviceIdentifier, deviceInformation, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string deviceIdentifier, string deviceInformation, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", deviceIdentifier);
        request.Headers.Add("X-Device-Info", deviceInformation);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("No body.");
    }
}
