// title: other schemes, placeholders, run-time values
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using AdobePass;

namespace Kanal.Pass.Clean;

public sealed class Mixed(HttpClient sessions, HttpClient pass)
{
    private const string Concurrency = "app-1f9c7d20";

    public static ClientSecret FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("PASS_SECRET") ?? throw new InvalidOperationException("PASS_SECRET is not set"));

    public async Task StartAsync(string idp, string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://streams.adobeprimetime.com/v2/sessions/{idp}/{subject}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Concurrency + ":")));
        using var response = await sessions.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async Task<int> ProfilesAsync(Func<Task<string>> bearer, string device, string info)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        using var response = await pass.SendAsync(request);
        return (int)response.StatusCode;
    }
}
