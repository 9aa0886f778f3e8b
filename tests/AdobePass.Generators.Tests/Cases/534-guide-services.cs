// title: Services and client of a program guide back end
// kind: server
// needs: aspnet
// rule: AP2003, AP2008
// why: the lambda describes one device for all viewers, and the address of the viewer is never passed on
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Northlight.Guide;

public static class GuideServices
{
    public static IServiceCollection AddGuide(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddHttpClient("pass", client =>
        {
            client.BaseAddress = new Uri("https://sp.auth.adobe.com/");
            client.Timeout = TimeSpan.FromSeconds(8);
            client.DefaultRequestHeaders.Add("X-Device-Info", configuration["Pass:DeviceInfo"]); // expect: AP2008
        });
        services.AddScoped<GuideRights>();
        return services;
    }
}

public sealed class GuideRights(IHttpClientFactory factory)
{
    public async Task<JsonElement> OfViewerAsync(string viewerDevice, string bearer, string[] channels, string mvpd, CancellationToken ct)
    {
        var http = factory.CreateClient("pass");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/NORTH/decisions/preauthorize/{mvpd}"); // expect: AP2003#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(viewerDevice)));
        request.Content = JsonContent.Create(new { resources = channels });
        using var response = await http.SendAsync(request, ct); // expect: AP2003#a
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }
}
