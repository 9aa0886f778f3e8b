// title: Typed client whose handler adds the headers of the viewer's device
// kind: server
// needs: aspnet
// rule: AP2001, AP2002, AP2003
// why: every request of the client passes through the handler in this file
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fjordcast.Viewers;

public sealed class ViewerHeaderHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("Called outside of a request of a viewer.");
        var device = context.Request.Headers["X-Fjord-Device"].ToString();
        request.Headers.Add("X-Device-Info", context.Request.Headers["X-Fjord-Device-Info"].ToString());
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(device)));
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress?.MapToIPv4().ToString());
        return base.SendAsync(request, cancellationToken);
    }
}

public sealed class ViewerPassClient(HttpClient http)
{
    public async Task<JsonElement> ProfilesAsync(string channel, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{channel}/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }

    public async Task<JsonElement> ConfigurationAsync(string channel, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{channel}/configuration");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
    }
}

public static class ViewerServiceCollectionExtensions
{
    public static IServiceCollection AddViewerPass(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<ViewerHeaderHandler>();
        services.AddHttpClient<ViewerPassClient>(client => client.BaseAddress = new Uri("https://sp.auth.adobe.com"))
            .AddHttpMessageHandler<ViewerHeaderHandler>();
        return services;
    }
}
