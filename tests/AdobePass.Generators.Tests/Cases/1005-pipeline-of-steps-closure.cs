// title: Pipeline of delegates whose bearer step remembers in its closure
// kind: library
// rule: AP1004
// twin: pipeline-of-steps
// why: the captured locals live as long as the step, they are read before each request
// hard: yes
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Quill.Pass;

public delegate Task<HttpResponseMessage> Next(HttpRequestMessage request, CancellationToken ct);

public delegate Task<HttpResponseMessage> Step(HttpRequestMessage request, Next next, CancellationToken ct);

internal static class PassSteps
{
    public static Next Chain(this HttpMessageInvoker last, params Step[] steps) =>
        steps.Reverse().Aggregate((Next)last.SendAsync, (next, step) => (request, ct) => step(request, next, ct));

    public static Step Device(string identifier, string information) => (request, next, ct) =>
    {
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", identifier);
        request.Headers.TryAddWithoutValidation("X-Device-Info", information);
        return next(request, ct);
    };

    public static Step Bearer(HttpMessageInvoker last, (string Id, string Secret) pair, string information)
    {
        var gate = new SemaphoreSlim(1, 1);
        var ends = DateTimeOffset.MinValue;
        string? bearer = null;

        return async (request, next, ct) =>
        {
            await gate.WaitAsync(ct);
            try
            {
                if (bearer is null || DateTimeOffset.UtcNow >= ends)
                {
                    var (value, life) = await GrantAsync(ct);
                    bearer = value;
                    ends = DateTimeOffset.UtcNow + life - TimeSpan.FromMinutes(2);
                }
            }
            finally
            {
                gate.Release();
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            return await next(request, ct);
        };

        async Task<(string Value, TimeSpan Life)> GrantAsync(CancellationToken ct)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token")
            {
                Headers = { { "X-Device-Info", information } },
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = pair.Id,
                    ["client_secret"] = pair.Secret,
                }),
            };
            using var granted = await last.SendAsync(ask, ct);
            granted.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await granted.Content.ReadAsStringAsync(ct));
            return (json.RootElement.GetProperty("access_token").GetString()!, TimeSpan.FromSeconds(json.RootElement.GetProperty("expires_in").GetInt64()));
        }
    }
}

public sealed class Entitlements
{
    private readonly Next _send;
    private readonly string _root;

    public Entitlements(HttpMessageInvoker invoker, string brand, (string Id, string Secret) pair, string identifier, string information)
    {
        _root = "https://sp.auth.adobe.com/api/v2/" + brand;
        _send = invoker.Chain(PassSteps.Device(identifier, information), PassSteps.Bearer(invoker, pair, information));
    }

    public async Task<IReadOnlyList<string>> ProvidersAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _root + "/profiles");
        using var response = await _send(request, ct);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(p => p.Name).ToList();
    }
}
