using System.Collections.Concurrent;
using AdobePass.Dcr;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Gives the client credentials of a device, registering only where the store says for certain that there are none. Runs inside the single flight of
/// the device's partition.
/// </summary>
internal sealed class ClientRegistrar(AdobePassOptions options, CredentialStore store, IRegistrationApi api, RefusalCircuit circuit, ILogger logger)
{

    // Registered but not persisted, because the store failed at that moment. Kept until the store takes them: registering again would waste a pair and a request.
    private readonly ConcurrentDictionary<CredentialPartition, UnsavedCredentials> _unsaved = new();

    internal async Task<StoredCredentials> GetAsync(CredentialPartition partition, StreamingDevice device, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(partition, cancellationToken).ConfigureAwait(false);
        if (_unsaved.TryGetValue(partition, out var unsaved))
        {
            if (stored?.Version == unsaved.Replaces)
            {
                return await SaveAsync(partition, unsaved, cancellationToken).ConfigureAwait(false);
            }

            // Somebody else has stored a pair meanwhile.
            _unsaved.TryRemove(partition, out _);
        }

        return stored ?? await RegisterAsync(partition, device, replaces: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces credentials that the token endpoint called invalid; where somebody else has replaced them already, theirs are used.</summary>
    internal async Task<StoredCredentials> ReplaceAsync(CredentialPartition partition, StreamingDevice device, StoredCredentials invalid, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(partition, cancellationToken).ConfigureAwait(false);
        if (stored is not null && stored.Version != invalid.Version)
        {
            return stored;
        }

        logger.RegisteringAgain();
        return await RegisterAsync(partition, device, stored?.Version, cancellationToken).ConfigureAwait(false);
    }

    internal ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        _unsaved.TryRemove(partition, out _);
        return store.DeleteAsync(partition, cancellationToken);
    }

    internal ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken) =>
        store.FindAsync(partition, cancellationToken);

    private async Task<StoredCredentials> RegisterAsync(CredentialPartition partition, StreamingDevice device, string? replaces, CancellationToken cancellationToken)
    {
        await store.EnsureWritableAsync(partition, cancellationToken).ConfigureAwait(false);
        var unsaved = new UnsavedCredentials(await RequestAsync(device, replaces is null ? "absent" : "invalid_client", cancellationToken).ConfigureAwait(false), replaces);
        _unsaved[partition] = unsaved;
        try
        {
            return await SaveAsync(partition, unsaved, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialStoreException)
        {
            logger.RegistrationNotStored();
            throw;
        }
    }

    // Persist before use: whoever is first wins, here and on other machines, and only the winner's pair is ever used for a token.
    private async Task<StoredCredentials> SaveAsync(CredentialPartition partition, UnsavedCredentials unsaved, CancellationToken cancellationToken)
    {
        var winner = unsaved.Replaces is { } version
            ? await store.TryReplaceAsync(partition, unsaved.Credentials, version, cancellationToken).ConfigureAwait(false)
                ?? await store.FindAsync(partition, cancellationToken).ConfigureAwait(false)
            : null;
        winner ??= await store.CreateAsync(partition, unsaved.Credentials, cancellationToken).ConfigureAwait(false);
        _unsaved.TryRemove(partition, out _);
        if (winner.Credentials.ClientId != unsaved.Credentials.ClientId)
        {
            logger.RegistrationAdopted();
        }

        return winner;
    }

    private async Task<ClientCredentials> RequestAsync(StreamingDevice device, string reason, CancellationToken cancellationToken)
    {
        var statement = options.SoftwareStatementProvider is { } provider
            ? await LoadAsync(provider, cancellationToken).ConfigureAwait(false)
            : options.SoftwareStatement;
        if (statement is null)
        {
            throw new AdobePassConfigurationException($"{nameof(AdobePassOptions)}.{nameof(AdobePassOptions.SoftwareStatementProvider)} returned no software statement.");
        }

        circuit.Pass(statement);
        ClientRegistration answer;
        var outcome = "failed";
        try
        {
            answer = await api.RegisterClientAsync(
                new ClientRegistrationRequest { SoftwareStatement = statement, RedirectUri = options.RedirectUri },
                device,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            circuit.Accepted();
            outcome = "ok";
            logger.Registered(reason);
        }
        catch (DynamicClientRegistrationException refusal)
        {
            outcome = "refused";
            circuit.Refused(refusal, statement);
            throw;
        }
        catch
        {
            // Of any kind: a handler of the user's own may throw what it likes, and the one who was let through to find out must not be the last.
            circuit.Unknown();
            throw;
        }
        finally
        {
            Instruments.Registrations.Add(1, Instruments.Tag("reason", reason), Instruments.Tag("outcome", outcome));
        }

        return string.IsNullOrWhiteSpace(answer.ClientId)
            ? throw new AdobePassResponseException("registerClient", "$.client_id", "registerClient: the answer does not fit the spec at $.client_id: it is empty.")
            : new ClientCredentials(answer.ClientId, answer.ClientSecret, answer.Scopes);
    }

    private async Task<SoftwareStatement?> LoadAsync(Func<CancellationToken, ValueTask<SoftwareStatement>> provider, CancellationToken cancellationToken)
    {
        try
        {
            return await provider(cancellationToken).AsTask().WaitAsync(options.RequestTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Nobody has cancelled anything: the callers must not be told so.
            throw new AdobePassConnectionException(
                OperationIds.RegisterClient,
                $"{OperationIds.RegisterClient}: {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.SoftwareStatementProvider)} gave no statement within {options.RequestTimeout.TotalSeconds:0.###} s ({nameof(AdobePassOptions.RequestTimeout)}), or gave up.",
                cause);
        }
    }

    /// <param name="Credentials">The pair.</param>
    /// <param name="Replaces">The version of the stored pair that it replaces; null where there was none.</param>
    private sealed record UnsavedCredentials(ClientCredentials Credentials, string? Replaces);
}
