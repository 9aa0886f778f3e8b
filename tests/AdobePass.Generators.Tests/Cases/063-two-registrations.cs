// title: host adds the same client twice
// kind: server
// needs: aspnet
// rule: AP5002
// twin: 064-two-registrations-named.cs
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var pass = builder.Configuration.GetSection("Pass");

// Playback on all boxes.
builder.Services.AddAdobePass(options =>
{
    options.Environment = AdobePassEnvironment.ReleaseProduction;
    options.SoftwareStatement = new SoftwareStatement(pass["PlaybackStatement"]!);
    options.CredentialStore = new FileCredentialStore("/var/lib/rowan/pass", new FileStoreOptions { AllowCreation = pass["FirstStart"] == "true" });
});

builder.Services.AddRowanKids(pass);

// The account pages have an application of their own.
builder.Services.AddAdobePass(options => // expect: AP5002
{
    options.Environment = AdobePassEnvironment.ReleaseProduction;
    options.SoftwareStatement = new SoftwareStatement(pass["AccountStatement"]!);
    options.CredentialStore = new FileCredentialStore("/var/lib/rowan/pass", new FileStoreOptions());
});

var app = builder.Build();
app.MapGet("/alive", () => Results.NoContent());
app.Run();

internal static class RowanKids
{
    private const string Name = "kids";

    public static IServiceCollection AddRowanKids(this IServiceCollection services, IConfigurationSection pass)
    {
        services.AddAdobePass(Name, options =>
        {
            options.Environment = AdobePassEnvironment.ReleaseProduction;
            options.SoftwareStatement = new SoftwareStatement(pass["KidsStatement"]!);
            options.CredentialStore = new FileCredentialStore("/var/lib/rowan/kids", new FileStoreOptions());
        });
        services.AddAdobePass("kids", options => options.RequestTimeout = TimeSpan.FromSeconds(10)); // expect: AP5002
        return services;
    }
}
