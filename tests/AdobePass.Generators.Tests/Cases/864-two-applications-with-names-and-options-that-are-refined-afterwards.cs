// title: Two applications with names, and options that are refined afterwards
// kind: server
// needs: aspnet
// twin: 863-two-applications-registered-as-if-the-second-call-made-a-second-client.cs
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Poplar.Host;

public static class PassServices
{
    public static void AddPoplar(this WebApplicationBuilder builder)
    {
        builder.Services.AddAdobePass("app", options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Poplar:App"]!);
            options.CredentialStore = Folder("app");
        });
        builder.Services.AddHealthChecks();
        builder.Services.AddAdobePass("reports", options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Poplar:Reports"]!);
            options.CredentialStore = Folder("reports");
        });
    }

    public static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var tenant in configuration.GetSection("Tenants").GetChildren())
        {
            services.AddAdobePass(tenant.Key, options =>
            {
                options.SoftwareStatement = new SoftwareStatement(tenant["Statement"]!);
                options.CredentialStore = Folder(tenant.Key);
            });
        }

        services.Configure<AdobePassOptions>(options => options.Environment = AdobePassEnvironment.ReleaseStaging);
        return services;
    }

    private static FileCredentialStore Folder(string name) => new("/var/lib/poplar/" + name, new FileStoreOptions
    {
        AllowCreation = Environment.GetEnvironmentVariable("POPLAR_FIRST_START") == "true",
    });
}
