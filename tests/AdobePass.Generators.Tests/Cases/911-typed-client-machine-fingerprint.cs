// title: Typed client set up with the fingerprint of the pod, configuration read without the viewer's address
// kind: server
// rule: AP2008
// needs: aspnet
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Meridian.Entitlements;

public static class Wiring
{
    public static IServiceCollection AddEntitlements(this IServiceCollection services)
    {
        services.AddHttpClient<ProviderDirectory>(http =>
        {
            var pod = Encoding.UTF8.GetBytes(Environment.MachineName);
            http.Timeout = TimeSpan.FromSeconds(8);
            http.DefaultRequestHeaders.TryAddWithoutValidation("AP-Device-Identifier", $"fingerprint {Convert.ToBase64String(pod)}"); // expect: AP2008
        });
        return services;
    }
}

public interface IBearer
{
    ValueTask<AuthenticationHeaderValue> CurrentAsync(CancellationToken ct);
}

public sealed class ProviderDirectory
{
    private readonly HttpClient _http;
    private readonly IBearer _bearer;

    public ProviderDirectory(HttpClient http, IBearer bearer) => (_http, _bearer) = (http, bearer);

    public async Task<IReadOnlyList<Provider>> ListAsync(string channel, CancellationToken ct)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration"); // expect: AP2003#a
        ask.Headers.Authorization = await _bearer.CurrentAsync(ct);
        using var told = await _http.SendAsync(ask, ct); // expect: AP2003#a
        told.EnsureSuccessStatusCode();
        var body = await told.Content.ReadFromJsonAsync<Answer>(ct);
        return body?.Requestor.Mvpds.OrderBy(m => m.DisplayName, StringComparer.OrdinalIgnoreCase).ToArray() ?? [];
    }

    // Started once per channel by the front page, so that its list is never old.
    public async Task FollowAsync(string channel, Action<IReadOnlyList<Provider>> show, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(20));
        while (await tick.WaitForNextTickAsync(ct)) // expect: AP4006
        {
            show(await ListAsync(channel, ct));
        }
    }

    public sealed record Provider(string Id, string DisplayName, string? LogoUrl);

    private sealed record Requestor([property: JsonPropertyName("mvpds")] Provider[] Mvpds);

    private sealed record Answer(Requestor Requestor);
}
