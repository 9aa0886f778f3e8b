// title: Back end that picks between the library's store in memory and one of its own
// kind: server
// rule: AP1003
// why: the parameter of the own store is a limit, and does not store anything outside the process
// needs: aspnet
// hard: yes
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tessera.Services;

public static class PassSetup
{
    public static IServiceCollection AddPass(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Pass");
        services.AddAdobePass(o =>
        {
            o.SoftwareStatement = new SoftwareStatement(section["Statement"]!);
            o.CredentialStore = section.GetValue<bool>("Bounded")
                ? new BoundedStore(section.GetValue("MaxDevices", 200_000))
                : new MemoryCredentialStore(); // expect: AP1003
        });
        return services;
    }
}

// Keeps the newest devices so that the process does not grow for ever.
internal sealed class BoundedStore(int limit) : CredentialStore // expect: AP1003
{
    private readonly object _lock = new();
    private readonly Dictionary<CredentialKey, StoredCredentials> _entries = new();
    private readonly Queue<CredentialKey> _order = new();

    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_entries.GetValueOrDefault(key));
        }
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

    public override ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var there))
            {
                return new(there);
            }

            while (_entries.Count >= limit && _order.TryDequeue(out var oldest))
            {
                _entries.Remove(oldest);
            }

            _order.Enqueue(key);
            return new(_entries[key] = new StoredCredentials(credentials, "1"));
        }
    }

    public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var there) || there.Version != expectedVersion)
            {
                return default;
            }

            return new(_entries[key] = new StoredCredentials(credentials, (int.Parse(expectedVersion) + 1).ToString()));
        }
    }

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_entries.Remove(key));
        }
    }
}
