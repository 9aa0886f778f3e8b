// title: Start-up of an entitlement service that grew over two years
// kind: server
// rule: AP5002
// needs: aspnet
// why: the second call changes the same client; the store that is in memory ends with the process; a scoped client has no token to share
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchard.Entitlements;

public static class Startup
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Pass");

        builder.Services.AddAdobePass(options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(settings["Statement"]!);
            options.CredentialStore = new MemoryCredentialStore(); // expect: AP1003
        });
        builder.Services.AddHealthChecks();
        builder.Services.AddRouting(routes => routes.LowercaseUrls = true);

        // Reports, added for the finance team.
        builder.Services.AddAdobePass(options => // expect: AP5002
        {
            options.SoftwareStatement = new SoftwareStatement(settings["ReportStatement"]!);
            options.RequestTimeout = TimeSpan.FromSeconds(20);
        });

        builder.Services.AddScoped<AdobePassClient>(services => // expect: AP1005
            new AdobePassClient(services.GetRequiredService<AdobePassOptions>()));

        var app = builder.Build();
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }

        app.MapGet("/healthz", () => Results.Ok());
        return app;
    }

    public static void Main(string[] args) => Build(args).Run();
}
