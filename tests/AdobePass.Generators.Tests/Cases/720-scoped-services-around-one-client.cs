// title: scoped services around one client
// kind: server
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orchard.Startup;

public sealed class Cart(AdobePassClient client, IOptionsSnapshot<AdobePassOptions> options)
{
    public string Describe() => client + " " + options.Value.Environment;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAdobePass(options =>
        {
            options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Pass:Statement"]!);
            options.CredentialStore = new FileCredentialStore("/var/lib/orchard/pass");
        });
        builder.Services.AddScoped<Cart>();
        builder.Services.AddTransient<Lazy<Cart>>(provider => new Lazy<Cart>(provider.GetRequiredService<Cart>));
        var app = builder.Build();
        app.MapGet("/", (Cart cart) => cart.Describe());
        app.Run();
    }
}
