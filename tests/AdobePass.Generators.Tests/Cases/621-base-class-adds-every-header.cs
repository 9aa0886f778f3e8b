// title: base class adds every header
// kind: console
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Pico.Tv.Api;

internal abstract class ApiBase(string token, string deviceId, string deviceJson)
{
    protected HttpClient Http { get; } = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/") };

    protected async Task<string> CallAsync(HttpMethod method, string path, object? body = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        Decorate(request.Headers);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType());
        }

        using var response = await Http.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private void Decorate(HttpRequestHeaders headers)
    {
        headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in new[] { ("AP-Device-Identifier", "fingerprint " + Encode(deviceId)), ("X-Device-Info", Encode(deviceJson)) })
        {
            headers.Add(name, value);
        }
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

internal sealed class DecisionApi(string token, string deviceId, string deviceJson) : ApiBase(token, deviceId, deviceJson)
{
    public Task<string> PreauthorizeAsync(string channel, string mvpd, params string[] resources) =>
        CallAsync(HttpMethod.Post, $"{channel}/decisions/preauthorize/{mvpd}", new { resources });

    public Task<string> ProfilesAsync(string channel) => CallAsync(HttpMethod.Get, channel + "/profiles");

    public Task<string> SignOutAsync(string channel, string mvpd) =>
        CallAsync(HttpMethod.Get, $"{channel}/logout/{mvpd}?redirectUrl={Uri.EscapeDataString("https://pico.example/bye")}");
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var api = new DecisionApi(args[0], args[1], args[2]);
        Console.WriteLine(await api.ProfilesAsync("CHAN1"));
        Console.WriteLine(await api.PreauthorizeAsync("CHAN1", args[3], "sports", "news"));
    }
}
