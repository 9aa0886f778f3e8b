// title: Start-up of a service with one client for the app and one for the reports
// kind: server
// rule: AP5002
// needs: aspnet
// why: two names are two clients; the store in memory is for the laptop of the developer only
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
var pass = builder.Configuration.GetSection("Pass");

builder.Services.AddAdobePass("viewer", options =>
{
    options.Environment = Enum.Parse<AdobePassEnvironment>(pass["Environment"]!);
    options.SoftwareStatement = new SoftwareStatement(pass["ViewerStatement"]!);
    if (builder.Environment.IsDevelopment())
    {
        options.CredentialStore = new MemoryCredentialStore();
    }
    else
    {
        options.CredentialStore = new FileCredentialStore(pass["Folder"]!, new FileStoreOptions { AllowCreation = pass["Create"] == "yes" });
    }
});

builder.Services.AddAdobePass("reports", options =>
{
    options.Environment = Enum.Parse<AdobePassEnvironment>(pass["Environment"]!);
    options.SoftwareStatement = new SoftwareStatement(pass["ReportStatement"]!);
    options.CredentialStore = new FileCredentialStore(pass["ReportFolder"]!);
});

builder.Services.AddTransient<Ticker>();
builder.Services.AddScoped(services => new Visit(services.GetRequiredKeyedService<AdobePassClient>("viewer")));

var app = builder.Build();
app.MapGet("/alive", (Visit visit, Ticker ticker) => Results.Ok(new { visit.Started, ticker.Ticks }));
app.Run();

internal sealed class Ticker
{
    public long Ticks { get; } = Environment.TickCount64;
}

internal sealed class Visit(AdobePassClient client)
{
    public DateTimeOffset Started { get; } = client.TimeProvider.GetUtcNow();
}
