// title: Services and client of a program guide back end that pass the viewer's device on
// kind: server
// needs: aspnet
// rule: AP2003, AP2008, AP5002
// twin: 534-guide-services
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Northlight.Guide;

public static class GuideServices
{
    public static IServiceCollection AddGuide(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient("pass", client =>
        {
            client.BaseAddress = new Uri("https://sp.auth.adobe.com/");
            client.DefaultRequestHeaders.UserAgent.ParseAdd("northlight-guide/7");
        });

        // Two registered applications, one client each.
        foreach (var tenant in new[] { "north", "south" })
        {
            services.AddAdobePass(tenant, options => Configure(options, configuration.GetSection("Tenants:" + tenant)));
        }

        services.AddScoped<GuideRights>();
        return services;
    }

    private static void Configure(AdobePassOptions options, IConfigurationSection section)
    {
        options.Environment = AdobePassEnvironment.ReleaseProduction;
        options.SoftwareStatement = new SoftwareStatement(section["Statement"]!);
        options.CredentialStore = new FileCredentialStore(section["Folder"]!);
    }
}

public sealed record ViewerSeat(string Device, DeviceInformation Information, IPAddress Address);

public sealed class GuideRights(IHttpClientFactory factory)
{
    public async Task<JsonElement> OfViewerAsync(ViewerSeat seat, string bearer, string[] channels, string mvpd, CancellationToken ct)
    {
        var http = factory.CreateClient("pass");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/NORTH/decisions/preauthorize/{mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        PassOn(seat, request.Headers);
        request.Content = JsonContent.Create(new { resources = channels });
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }

    private static void PassOn(ViewerSeat seat, HttpRequestHeaders headers)
    {
        headers.Add("X-Device-Info", seat.Information.ToHeaderValue());
        headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(seat.Device)));
        headers.Add("X-Forwarded-For", seat.Address.ToString());
    }
}
