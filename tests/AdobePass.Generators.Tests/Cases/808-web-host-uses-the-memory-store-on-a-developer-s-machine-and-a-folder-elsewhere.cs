// title: Web host uses the memory store on a developer's machine and a folder elsewhere
// kind: server
// needs: aspnet
// twin: 807-kiosk-program-with-a-memory-store-and-a-home-made-dictionary-store.cs
// expect: none
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAdobePass(options =>
{
    options.SoftwareStatement = new SoftwareStatement(builder.Configuration["AdobePass:SoftwareStatement"]!);
    if (builder.Environment.IsDevelopment())
    {
        options.Environment = AdobePassEnvironment.ReleaseStaging;
        options.CredentialStore = new MemoryCredentialStore();
    }
    else
    {
        options.Environment = AdobePassEnvironment.ReleaseProduction;
        options.CredentialStore = new FileCredentialStore(
            builder.Configuration["AdobePass:Folder"] ?? throw new InvalidOperationException("AdobePass:Folder is not set."),
            new FileStoreOptions { AllowCreation = builder.Configuration.GetValue<bool>("AdobePass:AllowStoreCreation") });
    }
});

var app = builder.Build();
app.MapGet("/ready", () => "yes");
app.Run();
