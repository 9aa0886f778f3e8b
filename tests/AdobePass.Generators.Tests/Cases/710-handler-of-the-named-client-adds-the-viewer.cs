// title: handler of the named client adds the viewer
// kind: server
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Orchard.Edge;

public sealed class ViewerHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("There is no viewer.");
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        request.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
        request.Headers.Add("AP-Device-Identifier", context.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString());
        return base.SendAsync(request, cancellationToken);
    }
}

public sealed class PassApi(HttpClient http)
{
    public Task<string> ProfilesAsync(string channel) => http.GetStringAsync(channel + "/profiles");

    public Task<string> ConfigurationAsync(string channel) => http.GetStringAsync(channel + "/configuration");
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<ViewerHandler>();
        builder.Services.AddHttpClient<PassApi>(client => client.BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/"))
            .AddHttpMessageHandler<ViewerHandler>();
        var app = builder.Build();
        app.MapGet("/{channel}/profiles", (string channel, PassApi api) => api.ProfilesAsync(channel));
        app.MapGet("/{channel}/providers", (string channel, PassApi api) => api.ConfigurationAsync(channel));
        app.Run();
    }
}
