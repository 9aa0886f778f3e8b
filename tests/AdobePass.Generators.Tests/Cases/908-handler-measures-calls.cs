// title: Client of a set-top app whose handler only measures the calls
// kind: console
// rule: AP2001
// twin: handler-stamps-box
// hard: yes
using System;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Lumen.Box;

internal sealed class MeasuringHandler() : DelegatingHandler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30) })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
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

    public PassApi(Func<CancellationToken, ValueTask<string>> token)
    {
        _http = new HttpClient(new MeasuringHandler());
        _token = token;
    }

    public Task<string> ProfilesAsync(string brand, CancellationToken ct) =>
        GetAsync(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles"), ct); // expect: AP2001, AP2002

    public Task<string> ConfigurationAsync(string brand, CancellationToken ct) =>
        GetAsync(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/configuration"), ct);

    public Task<string> SignOutAsync(string brand, string mvpd, CancellationToken ct) =>
        GetAsync(new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/logout/{mvpd}?redirectUrl=lumen%3A%2F%2Fbye"), ct); // expect: AP2001, AP2002

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
