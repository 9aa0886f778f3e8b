// title: message handler with a shared token
// kind: console
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Grid.Remote;

internal sealed class SharedBearerHandler : DelegatingHandler
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Func<CancellationToken, Task<(string Id, string Secret)>> _pair;
    private readonly string _info;
    private string? _bearer;
    private long _renewAt;

    public SharedBearerHandler(Func<CancellationToken, Task<(string Id, string Secret)>> pair, string info)
        : base(new SocketsHttpHandler())
    {
        _pair = pair;
        _info = info;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(null, cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && request.Content is null)
        {
            response.Dispose();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await BearerAsync(request.Headers.Authorization.Parameter, cancellationToken));
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private async Task<string> BearerAsync(string? refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_bearer is not null && _bearer != refused && Environment.TickCount64 < _renewAt)
            {
                return _bearer;
            }

            var (id, secret) = await _pair(cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
            request.Headers.Add("X-Device-Info", _info);
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
            });
            using var response = await base.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            _bearer = json.GetProperty("access_token").GetString()!;
            _renewAt = Environment.TickCount64 + (json.GetProperty("expires_in").GetInt64() - 60) * 1000;
            return _bearer;
        }
        finally
        {
            _gate.Release();
        }
    }
}
