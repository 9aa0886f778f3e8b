using System.Net;
using AdobePass;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WebHost;
using WebHost.RestV2;

const string ServiceProvider = "CHAN1";
const string Mvpd = "MvpdAlpha";

var builder = WebApplication.CreateBuilder(args);
await using var fake = await BuiltInFake.StartIfNeededAsync(builder);

// As in Aspire's service defaults: a resilience handler in every HTTP client. The clients of Adobe Pass send each attempt once anyway.
builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
builder.Services.AddSingleton<AttemptCounter>().AddTransient<CountingHandler>();

// Two registered applications: a client for each, with its own section, handler chain and keyed services.
builder.Services.AddAdobePass("red", builder.Configuration.GetSection("Tenants:Red"))
    .UseHttpClientFactory(http => http.AddHttpMessageHandler<CountingHandler>())
    .AddPlayback();
builder.Services.AddAdobePass("blue", builder.Configuration.GetSection("Tenants:Blue"))
    .UseHttpClientFactory(http => http.AddHttpMessageHandler<CountingHandler>())
    .AddPlayback();
builder.Services.AddHealthChecks().AddAdobePass("red").AddAdobePass("blue");

// Another HTTP client whose requests need the access token of a device.
var catalogue = builder.Configuration["Catalogue:Host"]!;
builder.Services.AddHttpClient("catalogue", http => http.BaseAddress = new Uri($"http://{catalogue}/"))
    .AddAdobePassToken("red", options => options.AllowedHosts.Add(catalogue));

builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics
        .AddAdobePassInstrumentation()
        .AddConsoleExporter((_, reader) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 30_000))
    .WithTracing(traces => traces
        .AddAspNetCoreInstrumentation()                  // without it the calls of a request have no traces
        .AddAdobePassInstrumentation()
        .AddConsoleExporter());

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/attempts", (AttemptCounter attempts) => attempts.Count);

app.MapGet("/{tenant}/play/{resource}", async (
    string tenant,
    string resource,
    string device,
    HttpContext context,
    CancellationToken cancellationToken) =>
{
    if (context.RequestServices.GetKeyedService<IPlayback>(tenant) is not { } playback)
    {
        return Results.NotFound("Unknown tenant.");
    }

    var viewer = Viewer(device, context);
    var response = await playback.AuthorizeAsync(
        ServiceProvider, Mvpd, new DecisionsRequest { Resources = [resource] }, viewer, cancellationToken);
    var decision = response.Find(resource);
    if (decision?.Error?.NextStep != NextStep.SignIn)
    {
        return Results.Ok(new { tenant, resource, permitted = decision is { Authorized: true }, error = decision?.Error?.Message });
    }

    // The viewer signs in at the MVPD, which sends the browser back to this address.
    var session = await playback.CreateSessionAsync(
        ServiceProvider,
        new SessionRequest
        {
            Mvpd = Mvpd,
            DomainName = context.Request.Host.Host,
            RedirectUrl = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}",
        },
        viewer,
        cancellationToken);
    var client = context.RequestServices.GetRequiredKeyedService<AdobePassClient>(tenant);
    return Results.Redirect(client.ResolveUri(session.Url!).AbsoluteUri);
});

app.MapGet("/catalogue", async (string device, HttpContext context, IHttpClientFactory factory, CancellationToken cancellationToken) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "titles");
    request.SetStreamingDevice(Viewer(device, context));
    using var http = factory.CreateClient("catalogue");
    using var response = await http.SendAsync(request, cancellationToken);
    return await response.Content.ReadAsStringAsync(cancellationToken);
});

// Represents the service of the catalogue.
app.MapGet("/titles", (HttpRequest request) => request.Headers.Authorization.Count == 0 ? "no access token" : "titles for a viewer");

app.Lifetime.ApplicationStarted.Register(() =>
{
    var url = app.Urls.First();
    Console.WriteLine($"""
        {(fake is null ? "Adobe Pass is the service of the configuration." : "Adobe Pass is the built-in fake.")} Open:
          {url}/red/play/news?device=tv-1     signs in and requests a decision, for the tenant red
          {url}/blue/play/denied?device=tv-1  the same for the tenant blue, denied
          {url}/catalogue?device=tv-1         a request of another HTTP client, with the access token
          {url}/health                        the health of both clients
        Traces follow each request. Metrics are written every 30 seconds and at the end (Ctrl+C).
        """);
});
await app.RunAsync();

// The address is the one of the viewer's device. Behind a proxy, use the forwarded headers middleware.
static StreamingDevice Viewer(string id, HttpContext context) => new(
    id,
    new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" },
    forwardedFor: context.Connection.RemoteIpAddress ?? IPAddress.Loopback);
