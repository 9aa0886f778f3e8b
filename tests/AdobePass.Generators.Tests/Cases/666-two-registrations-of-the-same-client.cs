// title: two registrations of the same client
// kind: server
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Nimbus.Startup;

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = Environment.GetEnvironmentVariable("PASS_APP")!;
        var reports = Environment.GetEnvironmentVariable("PASS_REPORTS")!;
        builder.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.SoftwareStatement = new SoftwareStatement(app);
            options.CredentialStore = new FileCredentialStore("/var/lib/nimbus/app");
        });
        builder.Services.AddMemoryCache();
        builder.Services.AddAdobePass(options => // expect: AP5002#a
        {
            options.SoftwareStatement = new SoftwareStatement(reports);
            options.CredentialStore = new FileCredentialStore("/var/lib/nimbus/reports");
        });
        builder.Build().Run();
    }
}
