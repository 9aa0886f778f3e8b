// title: Services of an edge host
// kind: server
// needs: aspnet
// rule: AP1003, AP1005, AP5002
// why: pairs vanish with each deployment; the second call does not add a second client; the third makes one per request
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Fjordcast.Edge;

public static class Startup
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Pass");

        builder.Services.AddAdobePass(options => // expect: AP5002#b
        {
            options.Environment = builder.Environment.IsProduction() ? AdobePassEnvironment.ReleaseProduction : AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(settings["Statement"]!);
            options.RequestTimeout = TimeSpan.FromSeconds(settings.GetValue("TimeoutSeconds", 20));
            options.CredentialStore = new MemoryCredentialStore(); // expect: AP1003
        });

        // The numbers team has its own registered application.
        builder.Services.AddAdobePass(options => // expect: AP5002#b
        {
            options.SoftwareStatement = new SoftwareStatement(settings["NumbersStatement"]!);
            options.UserAgent = "fjordcast-numbers/3";
        });

        // Some controllers want the bare client.
        builder.Services.AddScoped(provider => new AdobePassClient(provider.GetRequiredService<IOptions<AdobePassOptions>>().Value)); // expect: AP1005

        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.MapHealthChecks("/healthz");
        app.MapGet("/", () => Results.Text("edge"));
        app.Run();
    }
}
