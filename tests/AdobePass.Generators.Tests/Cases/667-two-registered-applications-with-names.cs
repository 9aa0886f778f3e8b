// title: two registered applications with names
// kind: server
// expect: none
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
        builder.Services.AddAdobePass("app", options =>
        {
            options.SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("PASS_APP")!);
            options.CredentialStore = new FileCredentialStore("/var/lib/nimbus/app");
        });
        builder.Services.AddAdobePass("reports", options =>
        {
            options.SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("PASS_REPORTS")!);
            options.CredentialStore = new FileCredentialStore("/var/lib/nimbus/reports");
        });
        builder.Services.Configure<AdobePassOptions>("app", options => options.Environment = AdobePassEnvironment.ReleaseProduction);
        builder.Build().Run();
    }
}
