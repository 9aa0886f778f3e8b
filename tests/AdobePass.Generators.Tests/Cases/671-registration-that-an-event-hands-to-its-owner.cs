// title: registration that an event hands to its owner
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Kanal.Register;

public sealed class RegisteredEventArgs(Registration registration) : EventArgs
{
    public Registration Registration { get; } = registration;
}

public sealed record Registration
{
    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public required string ClientSecret { get; init; }
}

public sealed class Registrar
{
    private readonly HttpClient _http;
    private readonly string _info;

    public Registrar(HttpClient http, string info)
    {
        _http = http;
        _info = info;
    }

    public event EventHandler<RegisteredEventArgs>? Registered;

    public async Task<string> RegisterAsync(string statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
        request.Headers.Add("X-Device-Info", _info);
        request.Content = JsonContent.Create(new { software_statement = statement });
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var registration = (await response.Content.ReadFromJsonAsync<Registration>())!;
        Registered?.Invoke(this, new RegisteredEventArgs(registration));
        return registration.ClientId;
    }
}
