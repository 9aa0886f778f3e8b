// title: Bridge for the account of the Apple framework
// kind: library
// rule: AP2001
// hard: yes
// why: both partner calls need both headers, the helper adds one of them; reading a session takes no service token
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Orrery.Apple;

internal static class MessageExtensions
{
    public static HttpRequestMessage For(this HttpRequestMessage message, string token, string identifier)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.Add("AP-Device-Identifier", identifier);
        return message;
    }
}

public sealed class AppleBridge(string token, string identifier, string status)
{
    private const string Sp = "https://sp.auth.adobe.com/api/v2/ORRERY";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    public Task<HttpResponseMessage> AskAsync(CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Sp + "/sessions/sso/Apple") // expect: AP2001#a
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["domainName"] = "orrery.example",
                ["redirectUrl"] = "https://orrery.example/",
            }),
        }.For(token, identifier);
        message.Headers.Add("AP-Partner-Framework-Status", status);
        return _http.SendAsync(message, ct); // expect: AP2001#a
    }

    public Task<HttpResponseMessage> FinishAsync(string saml, CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Sp + "/profiles/sso/Apple").For(token, identifier); // expect: AP2001#b
        message.Headers.Add("AP-Partner-Framework-Status", status);
        message.Content = new FormUrlEncodedContent([new("SAMLResponse", saml)]);
        return _http.SendAsync(message, ct); // expect: AP2001#b
    }

    public async Task<string> LookUpAsync(string code, string serviceToken, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, Sp + "/sessions/" + code);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.TryAddWithoutValidation("AD-Service-Token", serviceToken); // expect: AP2007
        using var response = await _http.SendAsync(message, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
