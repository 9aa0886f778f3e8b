// title: Module that moves an old pair into the store, registers twice and writes what it moved to the log
// kind: server
// rule: AP3003
// needs: aspnet
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delta.Hosting;

public interface IModule
{
    void Register(IHostApplicationBuilder host);
}

public sealed class PassModule : IModule
{
    public void Register(IHostApplicationBuilder host)
    {
        var store = new FileCredentialStore(host.Configuration["Pass:Folder"]!);

        host.Services.AddAdobePass(o => o.CredentialStore = store);
        host.Services.AddSingleton<CredentialStore>(store);
        host.Services.AddHostedService<LegacyPairImport>();
        host.Services.AddAdobePass(o => // expect: AP5002
        {
            o.CredentialStore = store;
            o.SoftwareStatement = new SoftwareStatement(host.Configuration["Pass:Statement"]!);
            o.MaxAttempts = 2;
        });
    }
}

// One-off: the headend's own pair was created by hand in 2024.
internal sealed class LegacyPairImport : IHostedService
{
    private readonly CredentialStore _store;
    private readonly ILogger _logger;
    private readonly ClientCredentials _pair = new("headend-2024", new ClientSecret("kR7vQ2mZ9-xT4bL8sW1n")); // expect: AP3003

    public LegacyPairImport(CredentialStore store, ILogger<LegacyPairImport> logger)
    {
        _store = store;
        _logger = logger;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = CredentialKey.Create("headend", "headend-1");
        if (await _store.FindAsync(key, cancellationToken) is not null)
        {
            return;
        }

        var stored = await _store.CreateAsync(key, _pair, cancellationToken);
        _logger.LogWarning("imported {Id} with {Secret}, version {Version}",
            stored.Credentials.ClientId,
            stored.Credentials.ClientSecret.Reveal(), // expect: AP1009
            stored.Version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
