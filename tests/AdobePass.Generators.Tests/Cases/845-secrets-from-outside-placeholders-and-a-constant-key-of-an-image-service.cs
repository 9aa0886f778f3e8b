// title: Secrets from outside, placeholders, and a constant key of an image service
// kind: library
// why: the constant bearer goes to a service that has nothing to do with Adobe Pass, a covered rule has no say there
// twin: 843-secret-of-a-shared-client-as-a-constant-and-as-a-fallback.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Amber.Tools;

public static class Pairs
{
    public static ClientCredentials FromEnvironment() => new(
        Environment.GetEnvironmentVariable("AMBER_CLIENT") ?? throw new InvalidOperationException("AMBER_CLIENT"),
        new ClientSecret(Environment.GetEnvironmentVariable("AMBER_KEY") ?? throw new InvalidOperationException("AMBER_KEY")),
        ["api:client:v2"]);

    public static ClientCredentials Template() => new("your-client-id", new ClientSecret("<your client secret>"), ["api:client:v2"]);
}

public sealed class Artwork : IDisposable
{
    private readonly HttpClient _images = new() { BaseAddress = new Uri("https://images.amber.example/") };

    public Artwork() => _images.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "k5Yp0Uw3Ja9Sd7Nb2Mx6Lq4V");

    public Task<byte[]> PosterAsync(string title, CancellationToken ct) => _images.GetByteArrayAsync($"posters/{title}.webp", ct);

    public void Dispose() => _images.Dispose();
}

public sealed class Calls(HttpClient http, Func<CancellationToken, Task<string>> bearer, string deviceInfo, string fingerprint)
{
    public async Task<string> ProfilesAsync(string channel, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer(ct));
        request.Headers.Add("X-Device-Info", deviceInfo);
        request.Headers.Add("AP-Device-Identifier", fingerprint);
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
