using System.Collections.Concurrent;
using AdobePass.Dcr;
using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Gets the client credentials of a device. It registers the device only if the store confirms that there are none, or if the stored ones
/// were rejected. It runs inside the shared request of the device.
/// </summary>
internal sealed class ClientRegistrar(
    AdobePassOptions options,
    CredentialStore store,
    IRegistrationApi api,
    RegistrationCircuitBreaker breaker,
    RegistrationTracker tracker,
    ILogger logger)
{
    // Registered but not stored, because the store failed at that moment or does not keep pending pairs. Registering again would waste a
    // pair and a request.
    private readonly ConcurrentDictionary<CredentialKey, UnsavedCredentials> _unsaved = new();

    // Devices whose registration failed with an error response.
    private readonly DeviceCooldowns _cooldowns = new(options.RegistrationBreakDuration, options.TimeProvider);
    private volatile bool _isStoreInUse;
    private volatile string? _neededScopes;
    private volatile string? _missingScopes;

    /// <summary>
    /// Gets the scopes that the operations in use need and the last registration lacked, separated by spaces; <see langword="null"/> if
    /// there are none, or if the response of the registration did not contain its scopes.
    /// </summary>
    internal string? MissingScopes => _missingScopes;

    /// <summary>Records the scopes that an operation needs.</summary>
    internal void Need(string scopes)
    {
        if (!string.Equals(_neededScopes, scopes, StringComparison.Ordinal))
        {
            _neededScopes = scopes;
        }
    }

    /// <summary>Gets the entry of a device. A device without one is registered.</summary>
    internal async Task<StoredCredentials> GetAsync(CredentialKey key, StreamingDevice device, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (_unsaved.TryGetValue(key, out var unsaved))
        {
            if (stored?.Version == unsaved.Replaces)
            {
                // A pair that may replace the stored one is used only after the stored one is rejected again.
                return stored ?? await CreateAsync(key, unsaved.Credentials, isNew: false, cancellationToken).ConfigureAwait(false);
            }

            // Another process has stored a pair meanwhile.
            _unsaved.TryRemove(key, out _);
        }

        return stored ?? await RegisterAsync(key, device, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Registers a pair that may replace one that the token endpoint rejected. The stored pair is not changed. If the entry has changed
    /// meanwhile, for example because another process was first, it is returned unchanged.
    /// </summary>
    internal async Task<StoredCredentials> RegisterPendingAsync(
        CredentialKey key,
        StreamingDevice device,
        StoredCredentials rejected,
        CancellationToken cancellationToken)
    {
        if (rejected.Pending is not null)
        {
            return rejected;
        }

        var stored = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return await RegisterAsync(key, device, cancellationToken).ConfigureAwait(false);
        }

        if (stored.Version != rejected.Version || stored.Pending is not null)
        {
            return stored;
        }

        using var tracked = tracker.Begin();
        if (!_unsaved.TryGetValue(key, out var unsaved) || unsaved.Replaces != stored.Version)
        {
            await store.EnsureWritableAsync(key, cancellationToken).ConfigureAwait(false);
            var registered = await RequestAsync(key, device, DcrFailures.InvalidClient, cancellationToken).ConfigureAwait(false);
            unsaved = new UnsavedCredentials(registered, stored.Version);
            _unsaved[key] = unsaved;
        }

        var pair = unsaved.Credentials;
        try
        {
            var updated = await store.TrySetPendingAsync(key, pair, stored.Version, cancellationToken).ConfigureAwait(false);
            if (updated is null)
            {
                _unsaved.TryRemove(key, out _);
                logger.RegistrationAdopted();
                return await store.FindAsync(key, cancellationToken).ConfigureAwait(false)
                    ?? await CreateAsync(key, pair, isNew: false, cancellationToken).ConfigureAwait(false);
            }

            // A store that does not keep pending pairs does not change the version. The pair is then kept here.
            if (updated.Version != stored.Version)
            {
                _unsaved.TryRemove(key, out _);
            }

            return updated;
        }
        catch (CredentialStoreException)
        {
            logger.RegistrationNotStored();
            throw;
        }
    }

    /// <summary>Replaces the rejected pair with the pending pair, which has obtained a token.</summary>
    /// <returns>The entry to use from now on: the pending pair, or the pair that another process stored.</returns>
    internal async Task<StoredCredentials> PromoteAsync(CredentialKey key, StoredCredentials entry, CancellationToken cancellationToken)
    {
        var pair = entry.Pending!;
        var replaced = await store.TryReplaceAsync(key, pair, entry.Version, cancellationToken).ConfigureAwait(false)
            ?? await store.FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? await store.CreateAsync(key, pair, cancellationToken).ConfigureAwait(false);
        _unsaved.TryRemove(key, out _);
        return replaced;
    }

    /// <summary>Removes a pending pair. If the store fails, the pair remains, and the next call tries to remove it again.</summary>
    internal async Task DropPendingAsync(CredentialKey key, StoredCredentials entry, CancellationToken cancellationToken)
    {
        _unsaved.TryRemove(key, out _);
        try
        {
            await store.TrySetPendingAsync(key, null, entry.Version, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialStoreException)
        {
            // The pair remains, as described above. The failure is logged.
        }
    }

    internal ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        _unsaved.TryRemove(key, out _);
        return store.DeleteAsync(key, cancellationToken);
    }

    internal ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
        store.FindAsync(key, cancellationToken);

    private async Task<StoredCredentials> RegisterAsync(CredentialKey key, StreamingDevice device, CancellationToken cancellationToken)
    {
        using var tracked = tracker.Begin();
        await store.EnsureWritableAsync(key, cancellationToken).ConfigureAwait(false);
        var isNew = !_isStoreInUse && await store.GetStateAsync(cancellationToken).ConfigureAwait(false) == CredentialStoreState.New;
        var pair = await RequestAsync(key, device, "absent", cancellationToken).ConfigureAwait(false);
        _unsaved[key] = new UnsavedCredentials(pair, Replaces: null);
        try
        {
            return await CreateAsync(key, pair, isNew, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialStoreException)
        {
            logger.RegistrationNotStored();
            throw;
        }
    }

    // Persist before use: the first stored pair wins, here and on other machines. Only that pair is used to request tokens.
    private async Task<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials pair,
        bool isNew,
        CancellationToken cancellationToken)
    {
        var winner = await store.CreateAsync(key, pair, cancellationToken).ConfigureAwait(false);
        _unsaved.TryRemove(key, out _);
        _isStoreInUse = true;
        if (isNew)
        {
            logger.FirstRegistration(store.Location ?? "(unknown)");
        }

        if (winner.Credentials.ClientId != pair.ClientId)
        {
            logger.RegistrationAdopted();
        }

        return winner;
    }

    private async Task<ClientCredentials> RequestAsync(
        CredentialKey key,
        StreamingDevice device,
        string reason,
        CancellationToken cancellationToken)
    {
        if (_cooldowns.IsActive(key, out var cause))
        {
            throw cause!.Again(
                $"Not sent again: the last registration of this device failed recently " +
                $"({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RegistrationBreakDuration)}).");
        }

        var statement = options.SoftwareStatementProvider is { } provider
            ? await LoadAsync(provider, cancellationToken).ConfigureAwait(false)
            : options.SoftwareStatement;
        if (statement is null)
        {
            throw new AdobePassConfigurationException(
                $"{nameof(AdobePassOptions)}.{nameof(AdobePassOptions.SoftwareStatementProvider)} returned no software statement.");
        }

        breaker.Pass(statement);
        var outcome = "failed";
        try
        {
            var response = await api.RegisterClientAsync(
                new ClientRegistrationRequest { SoftwareStatement = statement, RedirectUri = options.RedirectUri },
                device,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            var pair = ToPair(response);
            outcome = "ok";
            breaker.Accepted();
            _cooldowns.End(key);
            CheckScopes(pair.Scopes);
            return pair;
        }
        catch (AdobePassException failure) when (failure is DynamicClientRegistrationException or AdobePassResponseException)
        {
            outcome = "refused";
            breaker.Failed(key, failure, statement);

            // A rejected statement may be replaced with another one at once; the circuit breaker handles that case.
            if (breaker.ErrorCode is null)
            {
                _cooldowns.Begin(key, failure, DcrFailures.IsTransient(failure) ? options.RetryDelay : null);
            }

            throw;
        }
        catch
        {
            // Any exception: a custom handler may throw any type. The circuit breaker must be able to send another probe.
            breaker.Unknown();
            throw;
        }
        finally
        {
            // Exceptions of listeners are ignored, so issued credentials are not lost here.
            if (outcome == "ok")
            {
                logger.Registered(reason);
            }

            Instruments.Registrations.Add(1, options.ClientName, Instruments.Tag("reason", reason), Instruments.Tag("outcome", outcome));
        }
    }

    // A statement without the scope can register, but every call then fails with an unclear error.
    private void CheckScopes(IReadOnlyList<string> granted)
    {
        var missing = granted.Count == 0
            ? null
            : string.Join(" ", (_neededScopes ?? string.Empty).Split(' ').Except(granted, StringComparer.Ordinal));
        var hasChanged = missing?.Length > 0 && _missingScopes != missing;
        _missingScopes = missing?.Length > 0 ? missing : null;
        if (hasChanged)
        {
            logger.ScopesMissing(missing!);
        }
    }

    private static ClientCredentials ToPair(ClientRegistration response) => string.IsNullOrWhiteSpace(response.ClientId)
        ? throw new AdobePassResponseException(
            OperationIds.RegisterClient,
            "$.client_id",
            "registerClient: the response does not match the spec at $.client_id. The value is empty.")
        : new ClientCredentials(response.ClientId, response.ClientSecret, response.Scopes);

    private async Task<SoftwareStatement?> LoadAsync(
        Func<CancellationToken, ValueTask<SoftwareStatement>> provider,
        CancellationToken cancellationToken)
    {
        Task<SoftwareStatement>? task = null;
        try
        {
            task = provider(cancellationToken).AsTask();
            return await task.WaitAsync(options.RequestTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            task?.Observe();

            // No caller has canceled, so the exception must not report a cancellation.
            throw new AdobePassConnectionException(
                OperationIds.RegisterClient,
                $"{OperationIds.RegisterClient}: {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.SoftwareStatementProvider)} did not " +
                $"return a statement within {options.RequestTimeout.TotalSeconds:0.###} s " +
                $"({nameof(AdobePassOptions.RequestTimeout)}), or was canceled.",
                cause);
        }
    }

    /// <param name="Credentials">The pair.</param>
    /// <param name="Replaces">
    /// The version of the entry whose pair it may replace; <see langword="null"/> if there was no entry.
    /// </param>
    private sealed record UnsavedCredentials(ClientCredentials Credentials, string? Replaces);
}
