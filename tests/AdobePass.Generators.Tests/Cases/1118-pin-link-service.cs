// title: Link of a media server account with a PIN
// kind: library
// rule: none
// why: a media server has pins below /api/v2 as well; its client identifier has its own rules
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Mediahub.Linking;

public sealed record Pin(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("authToken")] string? AuthToken);

public sealed class PinLinkService
{
    private static readonly string Instance = Guid.NewGuid().ToString();
    private static string? s_token;
    private readonly HttpClient _http;

    public PinLinkService(HttpClient http)
    {
        _http = http;
        _http.BaseAddress = new Uri("https://plex.tv/api/v2/");
        _http.DefaultRequestHeaders.Add("X-Plex-Product", "Mediahub");
        _http.DefaultRequestHeaders.Add("X-Plex-Client-Identifier", Instance);
        _http.DefaultRequestHeaders.Add("Accept", "application/json");
    }

    public static bool IsLinked => s_token is not null;

    public async Task<string> LinkAsync(Action<string> showCode)
    {
        using var created = await _http.PostAsync("pins", null);
        var pin = (await created.Content.ReadFromJsonAsync<Pin>())!;
        showCode(pin.Code);
        while (true)
        {
            var current = await _http.GetFromJsonAsync<Pin>("pins/" + pin.Id);
            if (current?.AuthToken is { Length: > 0 } token)
            {
                Console.WriteLine("linked with " + token);
                return s_token = token;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(800));
        }
    }

    // A TV provider (Adobe Pass, auth.adobe.com) is linked in the web settings of the server, not here.
    public async Task<int> CountProvidersAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "user");
        request.Headers.Add("X-Plex-Token", s_token);
        using var response = await _http.SendAsync(request);
        return response.IsSuccessStatusCode ? (int)(response.Content.Headers.ContentLength ?? 0) : -1;
    }
}
