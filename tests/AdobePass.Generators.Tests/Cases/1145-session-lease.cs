// title: Lease of a session in a wrapper for several set-top boxes
// kind: library
// rule: AP1002
// needs: aspnet
// why: an old token makes a new client of the box; the trace shows the secret
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Sorrel.Boxes;

public sealed record Registration(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret);

public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

public interface IRegistrationStore
{
    Task<Registration?> LoadAsync(string box);

    Task SaveAsync(string box, Registration registration);
}

public sealed class SessionLease(HttpClient http, IRegistrationStore store, TimeProvider clock, ILogger<SessionLease> logger, string box, string deviceInfo, string statement)
{
    private readonly SemaphoreSlim _gate = new(1);
    private string? _token;
    private DateTimeOffset _tokenExpiresAt;

    public async Task<string> AcquireAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var registration = await store.LoadAsync(box);
            if (registration is null || _tokenExpiresAt != default && _tokenExpiresAt <= clock.GetUtcNow())
            {
                registration = await RegisterAsync(); // expect: AP1002
                await store.SaveAsync(box, registration);
                _token = null;
            }

            return _token ??= await TokenAsync(registration);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Registration> RegisterAsync()
    {
        using var request = Message("register", JsonContent.Create(new { software_statement = statement }));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Registration>())!;
    }

    private async Task<string> TokenAsync(Registration registration)
    {
        var form = $"grant_type=client_credentials&client_id={registration.ClientId}&client_secret={Uri.EscapeDataString(registration.ClientSecret)}";
        logger.LogTrace("POST token for {Box}: {Form}", box, form); // expect: AP1009
        using var request = Message("token", new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = (await response.Content.ReadFromJsonAsync<TokenAnswer>())!;
        _tokenExpiresAt = clock.GetUtcNow().AddSeconds(answer.ExpiresIn - 120);
        return answer.AccessToken;
    }

    private HttpRequestMessage Message(string operation, HttpContent content)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + operation) { Content = content };
        message.Headers.Add("X-Device-Info", deviceInfo);
        return message;
    }
}
