// title: Pipeline of delegates in front of the entitlement calls
// kind: library
// rule: AP1004
// why: the step runs for every request and keeps nothing
// hard: yes
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

    public static Step Bearer(HttpMessageInvoker last, (string Id, string Secret) pair, string information) => async (request, next, ct) =>
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token") // expect: AP1004#a
        {
            Headers = { { "X-Device-Info", information } },
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = pair.Id,
                ["client_secret"] = pair.Secret,
            }),
        };
        using var granted = await last.SendAsync(ask, ct); // expect: AP1004#a
        granted.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await granted.Content.ReadAsStringAsync(ct));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", json.RootElement.GetProperty("access_token").GetString());
        return await next(request, ct);
    };
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
