// title: Start-up class to which two teams contributed
// kind: server
// rule: AP5002
// needs: aspnet
// why: the second call overwrites the statement of the first one; each request gets a client and so a token of its own
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Summit.Web;

public sealed class Startup(IConfiguration configuration)
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddControllers();
        services.AddHealthChecks();

        // Player team
        services.AddAdobePass(options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(configuration["Player:Statement"]!);
            options.CredentialStore = new FileCredentialStore(configuration["Player:Folder"]!);
        });

        services.AddMemoryCache();
        services.AddResponseCaching();

        // Insights team
        services.AddAdobePass(options => // expect: AP5002
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(configuration["Insights:Statement"]!);
            options.CredentialStore = new FileCredentialStore(configuration["Insights:Folder"]!);
            options.RequestTimeout = TimeSpan.FromSeconds(60);
        });
        services.AddScoped<AdobePassClient>(_ => new AdobePassClient(new AdobePassOptions // expect: AP1005
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(configuration["Staging:Statement"]!),
            CredentialStore = new FileCredentialStore(configuration["Staging:Folder"]!),
        }));
    }

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapControllers());
    }
}
