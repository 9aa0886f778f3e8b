// title: Typed client whose setup reads the viewer of the running request
// kind: server
// rule: AP2008
// twin: typed-client-machine-fingerprint
// why: a typed client is created for each request, and the lambda takes all three values from its HttpContext
// needs: aspnet
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meridian.Entitlements;

public static class Wiring
{
    public static IServiceCollection AddEntitlements(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddHttpClient<ProviderDirectory>((sp, http) =>
        {
            var viewer = sp.GetRequiredService<IHttpContextAccessor>().HttpContext!;
            http.Timeout = TimeSpan.FromSeconds(8);
            http.DefaultRequestHeaders.TryAddWithoutValidation("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", viewer.Connection.RemoteIpAddress?.ToString());
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
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/configuration");
        ask.Headers.Authorization = await _bearer.CurrentAsync(ct);
        using var told = await _http.SendAsync(ask, ct);
        told.EnsureSuccessStatusCode();
        var body = await told.Content.ReadFromJsonAsync<Answer>(ct);
        return body?.Requestor.Mvpds.OrderBy(m => m.DisplayName, StringComparer.OrdinalIgnoreCase).ToArray() ?? [];
    }

    public sealed record Provider(string Id, string DisplayName, string? LogoUrl);

    private sealed record Requestor([property: JsonPropertyName("mvpds")] Provider[] Mvpds);

    private sealed record Answer(Requestor Requestor);
}
