// title: Holder of the bearer of a smart TV with generous diagnostics
// kind: library
// rule: AP2010
// needs: aspnet
using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Sable.Tv.Auth;

public interface ISecureStorage
{
    string? this[string key] { get; set; }
}

public sealed class BearerHolder
{
    private readonly HttpClient _http;
    private readonly ISecureStorage _storage;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private (string Value, long EndsAtTick) _held = ("", 0);

    public BearerHolder(HttpClient http, ISecureStorage storage, ILoggerFactory loggers)
    {
        (_http, _storage, _log) = (http, storage, loggers.CreateLogger("pass.bearer"));
    }

    public async Task<string> GetAsync(string deviceInformation, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (Environment.TickCount64 < _held.EndsAtTick)
            {
                return _held.Value;
            }

            var url = "https://sp.auth.adobe.com/o/client/token" // expect: AP2010#a
                + "?grant_type=client_credentials"
                + "&client_id=" + Uri.EscapeDataString(_storage["pass.id"]!)
                + "&client_secret=" + Uri.EscapeDataString(_storage["pass.key"]!);
            using var message = new HttpRequestMessage(HttpMethod.Post, url); // expect: AP2010#a
            message.Headers.TryAddWithoutValidation("X-Device-Info", deviceInformation);
            using var response = await _http.SendAsync(message, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            _log.LogDebug("token endpoint said {Status}: {Text}", (int)response.StatusCode, text); // expect: AP1009
            response.EnsureSuccessStatusCode();

            using var json = JsonDocument.Parse(text);
            var life = json.RootElement.GetProperty("expires_in").GetInt64();
            _held = (json.RootElement.GetProperty("access_token").GetString()!, Environment.TickCount64 + (life - 90) * 1000);
            return _held.Value;
        }
        finally
        {
            _one.Release();
        }
    }
}
