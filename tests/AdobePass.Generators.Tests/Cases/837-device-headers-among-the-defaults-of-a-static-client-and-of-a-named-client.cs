// title: Device headers among the defaults of a static client and of a named client
// kind: server
// needs: aspnet
// twin: 838-shared-clients-carry-only-neutral-headers-the-device-is-part-of-each-request.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atlas.Api;

public static class AtlasSetup
{
    public static IServiceCollection AddAtlasPass(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient("adobe-pass", client =>
        {
            client.BaseAddress = new Uri("https://sp.auth.adobe.com/");
            client.Timeout = TimeSpan.FromSeconds(10);
            client.DefaultRequestHeaders.Add("X-Device-Info", configuration["Pass:DeviceInfo"]); // expect: AP2008
        });
        return services;
    }
}

public static class AtlasProfiles
{
    private static readonly HttpClient Shared = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/") };

    public static void Configure(IConfiguration configuration)
    {
        Shared.DefaultRequestHeaders.TryAddWithoutValidation("AP-Device-Identifier", configuration["Pass:Fingerprint"]); // expect: AP2008
    }

    public static async Task<string> GetAsync(HttpContext viewer, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/ATLAS/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.Add("X-Forwarded-For", viewer.Connection.RemoteIpAddress!.ToString());
        using var response = await Shared.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
