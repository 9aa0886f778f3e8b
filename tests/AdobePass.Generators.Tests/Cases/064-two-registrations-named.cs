// title: host adds three clients with names, one of them for one brand or the other
// kind: server
// needs: aspnet
// expect: none
// rule: AP5002
// twin: 063-two-registrations.cs
using System;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var pass = builder.Configuration.GetSection("Pass");

builder.Services.AddAdobePass(options => Fill(options, pass["PlaybackStatement"]));
builder.Services.AddAdobePass("account", options => Fill(options, pass["AccountStatement"]));
builder.Services.AddAdobePass("kids", options => Fill(options, pass["KidsStatement"]));

if (builder.Configuration["Brand"] == "oak")
{
    builder.Services.AddAdobePass("sport", options => Fill(options, pass["OakSportStatement"]));
}
else
{
    builder.Services.AddAdobePass("sport", options => Fill(options, pass["AshSportStatement"]));
}

builder.Services.Configure<AdobePassOptions>(options => options.RequestTimeout = TimeSpan.FromSeconds(10));

var app = builder.Build();
app.MapGet("/alive", () => Results.NoContent());
app.Run();

static void Fill(AdobePassOptions options, string? statement)
{
    options.Environment = AdobePassEnvironment.ReleaseProduction;
    options.SoftwareStatement = new SoftwareStatement(statement ?? throw new InvalidOperationException("A statement is missing."));
    options.CredentialStore = new FileCredentialStore("/var/lib/rowan/pass", new FileStoreOptions());
}
