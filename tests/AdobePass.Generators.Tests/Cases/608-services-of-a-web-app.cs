// title: services of a web app
// kind: server
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lumen.Web;

public static class ServiceSetup
{
    public static IServiceCollection AddEntitlements(this IServiceCollection services, AdobePassOptions options)
    {
        services.AddSingleton(options);
        services.AddScoped<AdobePassClient>(); // expect: AP1005
        return services;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddEntitlements(new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            CredentialStore = new MemoryCredentialStore(), // expect: AP1003
            SoftwareStatement = new SoftwareStatement(builder.Configuration["AdobePass:Statement"]!),
        });
        builder.Build().Run();
    }
}
