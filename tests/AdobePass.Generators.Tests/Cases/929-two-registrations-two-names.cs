// title: Composition root with one client per registered application, and one of two per deployment
// kind: server
// rule: AP5002
// twin: two-registrations-one-name
// why: the names differ, and the two nameless calls of the second method exclude each other
// needs: aspnet
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orchard.Web;

public class Startup
{
    private readonly IConfiguration _configuration;

    public Startup(IConfiguration configuration)
    {
        _configuration = configuration;
    }

    public void ConfigureServices(IServiceCollection services)
    {
        var folder = _configuration["Pass:Folder"]!;

        services.AddControllers();
        services.AddAdobePass("app", app =>
        {
            app.SoftwareStatement = new SoftwareStatement(_configuration["Pass:AppStatement"]!);
            app.CredentialStore = new FileCredentialStore(folder);
        });

        services.AddHealthChecks();

        services.AddAdobePass("reports", reports =>
        {
            reports.SoftwareStatement = new SoftwareStatement(_configuration["Pass:ReportsStatement"]!);
            reports.Environment = AdobePassEnvironment.ReleaseProduction;
        });
    }

    public void ConfigureKioskServices(IServiceCollection services)
    {
        if (_configuration.GetValue<bool>("Kiosk:Lab"))
        {
            services.AddAdobePass(o => o.Environment = AdobePassEnvironment.ReleaseStaging);
        }
        else
        {
            services.AddAdobePass(o => o.Environment = AdobePassEnvironment.ReleaseProduction);
        }
    }

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapControllers();
            endpoints.MapHealthChecks("/healthz");
        });
    }
}
