// title: Shared clients carry only neutral headers, the device is part of each request
// kind: server
// needs: aspnet
// twin: 837-device-headers-among-the-defaults-of-a-static-client-and-of-a-named-client.cs
// expect: none
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
            client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            client.DefaultRequestHeaders.UserAgent.ParseAdd(configuration["Pass:UserAgent"] ?? "Atlas/4");
        });
        services.AddHttpClient("player-inventory", client =>
        {
            client.BaseAddress = new Uri("https://inventory.atlas.example/");
            client.DefaultRequestHeaders.Add("X-Device-Info", configuration["Inventory:Device"]);
        });
        return services;
    }
}

public sealed class AtlasProfiles(IHttpClientFactory factory)
{
    public async Task<string> GetAsync(HttpContext viewer, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/ATLAS/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", viewer.Request.Headers["X-Device-Info"].ToString());
        request.Headers.Add("AP-Device-Identifier", viewer.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.Add("X-Forwarded-For", viewer.Connection.RemoteIpAddress!.ToString());
        using var response = await factory.CreateClient("adobe-pass").SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
