// title: Player core that waits when the service is busy
// kind: library
// rule: AP4004
// why: it waits as long as it is told, at least a second, and gives up after three attempts
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Heron.Player;

public sealed class PatientHandler(string identifier, string information, Func<CancellationToken, Task<string>> bearer) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("AP-Device-Identifier", identifier);
        request.Headers.Add("X-Device-Info", information);
        request.Headers.Authorization = new("Bearer", await bearer(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && request.Method == HttpMethod.Get)
        {
            var pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(1200 + Random.Shared.Next(600));
            response.Dispose();
            await Task.Delay(pause, cancellationToken);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }
}

public sealed class PatientPlayer(PatientHandler handler, TimeProvider clock)
{
    private const int Attempts = 3;
    private readonly HttpClient _pass = new(handler) { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/HERON/") };

    public async Task<string?> PermitAsync(string mvpd, string resource, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            using var answer = await _pass.PostAsJsonAsync("decisions/authorize/" + mvpd, new { resources = new[] { resource } }, ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), clock, ct);
                continue;
            }

            answer.EnsureSuccessStatusCode();
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            var decision = body.GetProperty("decisions").EnumerateArray().FirstOrDefault(d => d.GetProperty("resource").GetString() == resource);
            if (decision.ValueKind == JsonValueKind.Object && decision.GetProperty("authorized").GetBoolean())
            {
                return decision.GetProperty("token").GetProperty("serializedToken").GetString();
            }

            if (!IsRetry(decision))
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromSeconds(2 * attempt), clock, ct);
        }

        return null;
    }

    private static bool IsRetry(JsonElement decision) =>
        decision.ValueKind == JsonValueKind.Object
        && decision.TryGetProperty("error", out var error)
        && error.GetProperty("action").GetString() == "retry";
}
