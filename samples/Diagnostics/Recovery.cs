using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AdobePass;

namespace Diagnostics;

/// <summary>What to do when something is refused, done wrong.</summary>
internal sealed class Recovery(AdobePassClient adobePass, string folder)
{
    private readonly HttpClient _http = new();

    public async Task<string> CallAsync(HttpRequestMessage request, string statement, string deviceInfo)
    {
        var answer = await _http.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            using var registration = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register") { Content = JsonContent.Create(new { software_statement = statement }) };
            registration.Headers.Add("X-Device-Info", deviceInfo);
            registration.Headers.Add("X-Forwarded-For", deviceInfo);

            // AP1002
            var credentials = await _http.SendAsync(registration);
            await File.WriteAllTextAsync(Path.Combine(folder, "credentials.json"), await credentials.Content.ReadAsStringAsync());
        }

        return await answer.Content.ReadAsStringAsync();
    }

    public async Task StartAgainAsync(Func<Task> play)
    {
        try
        {
            await play();
        }
        catch (Exception)
        {
            // AP1008
            await adobePass.DeleteCredentialsAsync();
        }
    }

    public static void Show(ClientCredentials credentials, AccessToken token)
    {
        // AP1009
        Console.WriteLine($"{credentials.ClientId} has {credentials.ClientSecret.Reveal()}");

        // AP1009
        Console.WriteLine(token.Reveal());
    }

    // AP3003
    public static ClientCredentials Known() => new("sample-client", new ClientSecret("5d0b7c6e-9f21-4a83-b7d4-1c3e5f7a9b20"));
}
