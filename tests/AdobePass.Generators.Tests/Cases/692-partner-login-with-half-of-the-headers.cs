// title: partner login with half of the headers
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Fruit.Sso;

internal sealed class PartnerLogin
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly string _token;

    public PartnerLogin(string token) => _token = token;

    public async Task<string> RequestAsync(string channel, string status, string device)
    {
        using var request = Authorized(HttpMethod.Post, $"/{channel}/sessions/sso/Apple"); // expect: AP2001#a
        request.Headers.Add("AP-Partner-Framework-Status", status);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["domainName"] = "fruit.example", ["redirectUrl"] = "https://fruit.example" });
        using var response = await _http.SendAsync(request); // expect: AP2001#a
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> FinishAsync(string channel, string status, string info, string saml)
    {
        using var request = Authorized(HttpMethod.Post, $"/{channel}/profiles/sso/Apple"); // expect: AP2002#b
        request.Headers.Add("AP-Partner-Framework-Status", status);
        request.Headers.Add("X-Device-Info", info);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["SAMLResponse"] = saml });
        using var response = await _http.SendAsync(request); // expect: AP2002#b
        return await response.Content.ReadAsStringAsync();
    }

    private HttpRequestMessage Authorized(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2" + path); // expect: AP2001#a, AP2002#b
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return request;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var login = new PartnerLogin(await File.ReadAllTextAsync("token"));
        Console.WriteLine(await login.RequestAsync("FRUIT", args[0], args[1]));
        Console.WriteLine(await login.FinishAsync("FRUIT", args[0], args[2], args[3]));
    }
}
