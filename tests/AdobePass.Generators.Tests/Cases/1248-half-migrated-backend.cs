// title: Back end in the middle of its migration
// kind: server
// rule: AP5002
// needs: aspnet
// why: both registrations set the same named client; the base address is the one of the old API; a tenth of a second is no pause after a 429
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Juniper.Backend;

public static class ServiceRegistration
{
    private const string Legacy = "https://api.auth.adobe.com/reggie/v1/JUNIPER/"; // expect: AP4010, AP4014

    public static IServiceCollection AddJuniper(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAdobePass("tv", options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(configuration["Pass:Tv"]!);
        });
        services.AddHttpClient("legacy", client => client.BaseAddress = new Uri(Legacy));
        services.AddSingleton<LineUp>();
        services.AddAdobePass("tv", options => options.CredentialStore = new FileCredentialStore(configuration["Pass:Folder"]!)); // expect: AP5002
        return services;
    }
}

public sealed class LineUp(IHttpClientFactory factory)
{
    public async Task<string> LoadAsync(string bearer, IPAddress viewer, CancellationToken ct)
    {
        var client = factory.CreateClient();
        for (var round = 0; round < 6; round++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/JUNIPER/configuration");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Add("X-Forwarded-For", viewer.ToString());
            using var response = await client.SendAsync(request, ct);
            if (response.StatusCode != HttpStatusCode.TooManyRequests) // expect: AP4004#a
            {
                return await response.Content.ReadAsStringAsync(ct);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct); // expect: AP4004#a
        }

        throw new HttpRequestException("still throttled");
    }
}
