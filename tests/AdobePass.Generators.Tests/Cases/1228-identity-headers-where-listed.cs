// title: Calls with the identity of a household, each where the reference lists it
// kind: library
// rule: AP2007
// why: service token on profiles and logout, framework status on the partner calls, identity of the pass on the decision and on the code
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Household.Pass;

public sealed class HouseholdCalls(HttpClient http, Func<string> token, string information, string identifier)
{
    private const string Sp = "https://sp.auth.adobe.com/api/v2/HOUSE";

    public async Task<string> ProfilesAsync(string serviceToken, CancellationToken ct)
    {
        using var message = Create(HttpMethod.Get, Sp + "/profiles");
        message.Headers.Add("AD-Service-Token", serviceToken);
        return await SendAsync(message, ct);
    }

    public async Task<string> LogoutAsync(string mvpd, string serviceToken, CancellationToken ct)
    {
        using var message = Create(HttpMethod.Get, $"{Sp}/logout/{mvpd}?redirectUrl=house%3A%2F%2Fbye");
        message.Headers.Add("AD-Service-Token", serviceToken);
        message.Headers.Add("AP-Visitor-Identifier", "40112233445566778899");
        return await SendAsync(message, ct);
    }

    public async Task<string> PlayAsync(string resource, string hashedEmail, CancellationToken ct, int attempt = 0)
    {
        using var message = Create(HttpMethod.Post, Sp + "/decisions/authorize/TempPromo");
        message.Headers.Add("AP-TempPass-Identity", hashedEmail);
        message.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(message, ct);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && attempt < 2)
        {
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(2), ct);
            return await PlayAsync(resource, hashedEmail, ct, attempt + 1);
        }

        return await response.Content.ReadAsStringAsync(ct);
    }

    public async Task<string> CodeAsync(string code, string hashedEmail, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"{Sp}/profiles/code/{code}");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
        message.Headers.Add("AP-TempPass-Identity", hashedEmail);
        return await SendAsync(message, ct);
    }

    private HttpRequestMessage Create(HttpMethod method, string address)
    {
        var message = new HttpRequestMessage(method, address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
        message.Headers.Add("X-Device-Info", information);
        message.Headers.Add("AP-Device-Identifier", identifier);
        return message;
    }

    private async Task<string> SendAsync(HttpRequestMessage message, CancellationToken ct)
    {
        using var response = await http.SendAsync(message, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
