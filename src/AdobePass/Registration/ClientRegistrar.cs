using System.Collections.Concurrent;
using AdobePass.Dcr;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Gives the client credentials of a device, registering only where the store says for certain that there are none. Runs inside the single flight of
/// the device's partition.
/// </summary>
internal sealed class ClientRegistrar(AdobePassOptions options, IRegistrationApi api)
{
    private readonly CredentialStore _store = options.CredentialStore!;

    // Registered but not persisted, because the store failed at that moment. Kept until the store takes them: registering again would waste a pair and a request.
    private readonly ConcurrentDictionary<CredentialPartition, ClientCredentials> _unsaved = new();

    internal async Task<StoredCredentials> GetAsync(CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(partition, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            _unsaved.TryRemove(partition, out _);
            return stored;
        }

        if (!_unsaved.TryGetValue(partition, out var credentials))
        {
            await _store.EnsureWritableAsync(partition, cancellationToken).ConfigureAwait(false);
            credentials = await RegisterAsync(device, cancellationToken).ConfigureAwait(false);
            _unsaved[partition] = credentials;
        }

        // Persist before use: whoever was first wins, here and on other machines, and only the winner's pair is ever used for a token.
        var winner = await _store.CreateAsync(partition, credentials, cancellationToken).ConfigureAwait(false);
        _unsaved.TryRemove(partition, out _);
        return winner;
    }

    /// <summary>Replaces credentials that the token endpoint called invalid; where somebody else has replaced them already, theirs are used.</summary>
    internal async Task<StoredCredentials> ReplaceAsync(CredentialPartition partition, StreamingDevice device, StoredCredentials invalid, CancellationToken cancellationToken)
    {
        var current = await _store.FindAsync(partition, cancellationToken).ConfigureAwait(false);
        if (current is null)
        {
            return await GetAsync(partition, device, cancellationToken).ConfigureAwait(false);
        }

        if (current.Version != invalid.Version)
        {
            return current;
        }

        await _store.EnsureWritableAsync(partition, cancellationToken).ConfigureAwait(false);
        var credentials = await RegisterAsync(device, cancellationToken).ConfigureAwait(false);
        return await _store.TryReplaceAsync(partition, credentials, invalid.Version, cancellationToken).ConfigureAwait(false)
            ?? await _store.FindAsync(partition, cancellationToken).ConfigureAwait(false)
            ?? await _store.CreateAsync(partition, credentials, cancellationToken).ConfigureAwait(false);
    }

    internal ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        _unsaved.TryRemove(partition, out _);
        return _store.DeleteAsync(partition, cancellationToken);
    }

    internal ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken) =>
        _store.FindAsync(partition, cancellationToken);

    private async Task<ClientCredentials> RegisterAsync(StreamingDevice device, CancellationToken cancellationToken)
    {
        var statement = options.SoftwareStatementProvider is { } provider
            ? await provider(cancellationToken).ConfigureAwait(false)
            : options.SoftwareStatement;
        if (statement is null)
        {
            throw new AdobePassConfigurationException($"{nameof(AdobePassOptions)}.{nameof(AdobePassOptions.SoftwareStatementProvider)} returned no software statement.");
        }

        var answer = await api.RegisterClientAsync(
            new ClientRegistrationRequest { SoftwareStatement = statement, RedirectUri = options.RedirectUri },
            device,
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new ClientCredentials(answer.ClientId, answer.ClientSecret, answer.Scopes);
    }
}
