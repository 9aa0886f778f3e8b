// title: Gateway whose message handler describes the viewer
// kind: server
// rule: AP2008
// needs: aspnet
// why: the handler takes all three headers from the request that it serves
// expect: none
using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpContextAccessor();
builder.Services.AddTransient<ViewerHeaders>();
builder.Services
    .AddHttpClient("pass", client =>
    {
        client.BaseAddress = new Uri(builder.Configuration["Pass:Address"] ?? "https://sp.auth.adobe.com/api/v2/");
        client.DefaultRequestHeaders.Add("User-Agent", "north-gateway/3.1");
    })
    .AddHttpMessageHandler<ViewerHeaders>();

var app = builder.Build();
app.UseForwardedHeaders();

app.MapGet("/{brand}/profiles", (string brand, IHttpClientFactory factory, CancellationToken ct) =>
    RelayAsync(factory.CreateClient("pass"), new HttpRequestMessage(HttpMethod.Get, brand + "/profiles"), ct));

app.MapPost("/{brand}/login", (string brand, IHttpClientFactory factory, CancellationToken ct) =>
    RelayAsync(factory.CreateClient("pass"), new HttpRequestMessage(HttpMethod.Post, brand + "/sessions")
    {
        Content = new StringContent("domainName=north.example", Encoding.ASCII, "application/x-www-form-urlencoded"),
    }, ct));

app.MapGet("/{brand}/login/{code}", (string brand, string code, IHttpClientFactory factory, CancellationToken ct) =>
    RelayAsync(factory.CreateClient("pass"), new HttpRequestMessage(HttpMethod.Get, $"{brand}/profiles/code/{Uri.EscapeDataString(code)}"), ct));

app.Run();

static async Task<IResult> RelayAsync(HttpClient client, HttpRequestMessage message, CancellationToken ct)
{
    using (message)
    {
        using var response = await client.SendAsync(message, ct);
        return Results.Text(await response.Content.ReadAsStringAsync(ct), response.Content.Headers.ContentType?.MediaType, statusCode: (int)response.StatusCode);
    }
}

internal sealed class ViewerHeaders(IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("no viewer");
        var serial = context.Request.Headers["Box-Serial"].ToString();
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
        request.Headers.Add("X-Device-Info", context.Request.Headers["Box-Info"].ToString());
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        return base.SendAsync(request, cancellationToken);
    }
}
