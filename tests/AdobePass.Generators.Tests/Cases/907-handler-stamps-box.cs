// title: Client of a set-top app whose handler stamps the box on every request
// kind: console
// rule: AP2001
// twin: handler-measures-calls
// expect: none
using System;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.Box;

public sealed record BoxIdentity(string Serial, string Model, string Firmware, string Kernel);

internal sealed class StampingHandler(BoxIdentity box) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30) })
{
    private readonly string _fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(box.Serial));

    private readonly string _info = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        primaryHardwareType = "SetTopBox",
        model = box.Model,
        version = box.Firmware,
        osName = "Linux",
        osVersion = box.Kernel,
        connectionType = "LAN",
    }));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", _fingerprint);
        request.Headers.TryAddWithoutValidation("X-Device-Info", _info);
        var watch = Stopwatch.StartNew();
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Debug.WriteLine($"{request.Method} took {watch.ElapsedMilliseconds} ms");
        }
    }
}

public sealed class PassApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly Func<CancellationToken, ValueTask<string>> _token;

    public PassApi(BoxIdentity box, Func<CancellationToken, ValueTask<string>> token)
    {
        _http = new HttpClient(new StampingHandler(box));
        _token = token;
    }

    public Task<string> ProfilesAsync(string brand, CancellationToken ct) =>
        GetAsync(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles"), ct);

    public Task<string> SignOutAsync(string brand, string mvpd, CancellationToken ct) =>
        GetAsync(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/logout/{mvpd}?redirectUrl=lumen%3A%2F%2Fbye"), ct);

    private async Task<string> GetAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _token(ct));
            using var response = await _http.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync(ct);
        }
    }

    public void Dispose() => _http.Dispose();
}
