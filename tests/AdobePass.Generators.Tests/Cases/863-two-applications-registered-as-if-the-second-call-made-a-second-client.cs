// title: Two applications, registered as if the second call made a second client
// kind: server
// needs: aspnet
// twin: 864-two-applications-with-names-and-options-that-are-refined-afterwards.cs
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
        builder.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Poplar:App"]!);
            options.CredentialStore = Folder("app");
        });
        builder.Services.AddHealthChecks();
        builder.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Poplar:Reports"]!);
            options.CredentialStore = Folder("reports");
        });
    }

    public static IServiceCollection AddKids(this IServiceCollection services, IConfiguration configuration)
    {
        const string name = "kids";
        services.AddAdobePass(name, options => options.SoftwareStatement = new SoftwareStatement(configuration["Kids:Statement"]!)); // expect: AP5002#b
        services.AddAdobePass("kids", options => options.CredentialStore = Folder("kids")); // expect: AP5002#b
        return services;
    }

    private static FileCredentialStore Folder(string name) => new("/var/lib/poplar/" + name, new FileStoreOptions
    {
        AllowCreation = Environment.GetEnvironmentVariable("POPLAR_FIRST_START") == "true",
    });
}
