// title: services of a web app, one client
// kind: server
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lumen.Web;

public sealed class Shelf(AdobePassClient client)
{
    public Uri Resolve(Uri address) => client is null ? throw new InvalidOperationException() : address;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseProduction,
            SoftwareStatement = new SoftwareStatement(builder.Configuration["AdobePass:Statement"]!),
        };
        if (builder.Environment.IsDevelopment())
        {
            options.CredentialStore = new MemoryCredentialStore();
        }
        else
        {
            options.CredentialStore = new FileCredentialStore("/var/lib/lumen/adobe-pass");
        }

        builder.Services.AddSingleton(new AdobePassClient(options));
        builder.Services.AddScoped<Shelf>();
        builder.Services.AddTransient<Func<AdobePassClient>>(provider => () => provider.GetRequiredService<AdobePassClient>());
        builder.Build().Run();
    }
}
