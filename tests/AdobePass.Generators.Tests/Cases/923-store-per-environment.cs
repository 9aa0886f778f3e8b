// title: Store in memory on the developer's machine, files everywhere else
// kind: server
// rule: AP1003
// needs: aspnet
// expect: none
using System;
using System.IO;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);

builder.Services
    .AddOptions<StoreSettings>()
    .BindConfiguration("Pass:Store")
    .Validate(s => !string.IsNullOrEmpty(s.Folder) || builder.Environment.IsDevelopment(), "Pass:Store:Folder is missing");

builder.Services.AddAdobePass(options =>
{
    options.SoftwareStatement = new SoftwareStatement(builder.Configuration["Pass:Statement"]!);
    options.CredentialStore = Stores.For(builder.Environment, builder.Configuration.GetSection("Pass:Store").Get<StoreSettings>() ?? new());
});

builder.Build().Run();

public sealed class StoreSettings
{
    public string? Folder { get; set; }

    public bool FirstStart { get; set; }
}

internal static class Stores
{
    public static CredentialStore For(IHostEnvironment environment, StoreSettings settings)
    {
        // Nobody minds signing in again after each F5.
        if (environment.IsDevelopment())
        {
            return new MemoryCredentialStore();
        }

        var folder = settings.Folder ?? Path.Combine(AppContext.BaseDirectory, "pass");
        return new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = settings.FirstStart });
    }
}
