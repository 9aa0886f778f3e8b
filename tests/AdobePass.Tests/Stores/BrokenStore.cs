using System.Collections.Concurrent;
using System.Globalization;

namespace AdobePass.Tests.Stores;

public enum Defect
{
    None,
    LastCreatorWins,
    CreatorGetsHisOwn,
    CreatesInTwoSteps,
    NewVersionForTheSamePair,
    IgnoresTheVersion,
    ReplacesInTwoSteps,
    ReplacesWhatIsAbsent,
    KeepsTheVersion,
    CountsVersionsPerEntry,
    ForgetsToDelete,
    DeletesWithoutLooking,
    HasOneEntryForAll,
    ReadsWhileItWrites,
    DeletesBeforeItReplaces,
    LosesScopes,
    LosesOddCharacters,
    CutsLongSecrets,
    KeepsNothing,
    CreatesWhenItLooks,
    ProbesWithTheEntry,
    IgnoresCancellation,
    GivesEverybodyTheTurn,
    GivesTheTurnOnce,
    Throws,
    PendingReplaces,
    PendingIgnoresTheVersion,
    PendingSurvivesReplacement,
    PendingIsSetInTwoSteps,
    PendingKeepsTheVersion,
    PendingOfOtherDevices,
}

/// <summary>A store with one fault, as authors of stores make them.</summary>
internal sealed class BrokenStore(Defect defect, BrokenStore.Medium medium) : CredentialStore
{
    public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        medium.NoteRead();
        if (defect == Defect.Throws)
        {
            throw FaultyStore.Unavailable();
        }

        medium.Entries.TryGetValue(KeyOf(key), out var found);
        if (defect == Defect.CreatesWhenItLooks)
        {
            medium.Entries.TryAdd(KeyOf(key), NewEntry(key, new ClientCredentials("x", new ClientSecret("x"))));
        }

        return new ValueTask<StoredCredentials?>(found);
    }

    public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        if (defect == Defect.ProbesWithTheEntry)
        {
            medium.Entries[KeyOf(key)] = NewEntry(key, new ClientCredentials("x", new ClientSecret("x")));
            medium.Entries.TryRemove(KeyOf(key), out _);
        }

        return default;
    }

    public override async ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        var entry = NewEntry(key, credentials);
        switch (defect)
        {
            case Defect.KeepsNothing:
                return entry;
            case Defect.LastCreatorWins:
                return medium.Entries[KeyOf(key)] = entry;
            case Defect.CreatorGetsHisOwn:
                medium.Entries.TryAdd(KeyOf(key), entry);
                return entry;
            case Defect.CreatesInTwoSteps:
                if (medium.Entries.TryGetValue(KeyOf(key), out var found))
                {
                    return found;
                }

                await Task.Yield();
                return medium.Entries[KeyOf(key)] = entry;
            case Defect.NewVersionForTheSamePair:
                return medium.Entries.AddOrUpdate(
                    KeyOf(key),
                    entry,
                    (_, old) => old.Credentials.ClientId == credentials.ClientId ? entry : old);
            default:
                return medium.Entries.GetOrAdd(KeyOf(key), entry);
        }
    }

    public override async ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        var id = KeyOf(key);
        if (!medium.Entries.TryGetValue(id, out var current))
        {
            return defect == Defect.ReplacesWhatIsAbsent ? medium.Entries[id] = NewEntry(key, credentials) : null;
        }

        if (current.Version != expectedVersion && defect != Defect.IgnoresTheVersion)
        {
            return null;
        }

        var entry = defect == Defect.PendingSurvivesReplacement ? With(NewEntry(key, credentials), current.Pending)
            : defect == Defect.KeepsTheVersion ? new StoredCredentials(credentials, current.Version) : NewEntry(key, credentials);
        switch (defect)
        {
            case Defect.IgnoresTheVersion:
                return medium.Entries[id] = entry;
            case Defect.ReplacesInTwoSteps:
                await Task.Yield();
                return medium.Entries[id] = entry;
            case Defect.ReadsWhileItWrites:
                medium.Entries[id] = new StoredCredentials(
                    new ClientCredentials(credentials.ClientId, current.Credentials.ClientSecret, credentials.Scopes),
                    entry.Version);
                await medium.ReadAsync();
                return medium.Entries[id] = entry;
            case Defect.DeletesBeforeItReplaces:
                medium.Entries.TryRemove(id, out _);
                await medium.ReadAsync();
                return medium.Entries[id] = entry;
            default:
                return medium.Entries.TryUpdate(id, entry, current) ? entry : null;
        }
    }

    public override async ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        var id = KeyOf(key);
        if (!medium.Entries.TryGetValue(id, out var current)
            || (current.Version != expectedVersion && defect != Defect.PendingIgnoresTheVersion))
        {
            return null;
        }

        var entry = With(NewEntry(key, current.Credentials), pending);
        switch (defect)
        {
            case Defect.PendingReplaces:
                return medium.Entries[id] = NewEntry(key, pending ?? current.Credentials);
            case Defect.PendingKeepsTheVersion:
                return medium.Entries[id] = new StoredCredentials(current.Credentials, current.Version, pending);
            case Defect.PendingOfOtherDevices:
                foreach (var other in medium.Entries.Keys)
                {
                    medium.Entries[other] = With(entry, pending);
                }

                return entry;
            case Defect.PendingIsSetInTwoSteps:
                await Task.Yield();
                return medium.Entries[id] = entry;
            case Defect.PendingIgnoresTheVersion:
                return medium.Entries[id] = entry;
            default:
                return medium.Entries.TryUpdate(id, entry, current) ? entry : null;
        }
    }

    private static StoredCredentials With(StoredCredentials entry, ClientCredentials? pending) =>
        new(entry.Credentials, entry.Version, pending);

    public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        var wasThere = defect == Defect.ForgetsToDelete
            ? medium.Entries.ContainsKey(KeyOf(key))
            : medium.Entries.TryRemove(KeyOf(key), out _);
        return new ValueTask<bool>(wasThere || defect == Defect.DeletesWithoutLooking);
    }

    public override async ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var turn = medium.Turns.GetOrAdd(key.Value, static _ => new SemaphoreSlim(1));
        var wait = defect is Defect.GivesEverybodyTheTurn or Defect.GivesTheTurnOnce ? TimeSpan.Zero : timeout;
        return await turn.WaitAsync(wait, cancellationToken) || defect == Defect.GivesEverybodyTheTurn
            ? new Turn(turn, defect)
            : null;
    }

    private string KeyOf(CredentialKey key) => defect == Defect.HasOneEntryForAll ? "entry" : key.Value;

    private void Begin(CancellationToken cancellationToken)
    {
        if (defect != Defect.IgnoresCancellation)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private StoredCredentials NewEntry(CredentialKey key, ClientCredentials pair)
    {
        var kept = defect switch
        {
            Defect.LosesScopes => new ClientCredentials(pair.ClientId, pair.ClientSecret),
            Defect.LosesOddCharacters => new ClientCredentials(
                pair.ClientId,
                new ClientSecret(string.Concat(pair.ClientSecret.Reveal().Where(char.IsAscii))),
                pair.Scopes),
            Defect.CutsLongSecrets when pair.ClientSecret.Reveal().Length > 1000 =>
                new ClientCredentials(pair.ClientId, new ClientSecret(pair.ClientSecret.Reveal()[..1000]), pair.Scopes),
            _ => pair,
        };
        var version = defect == Defect.CountsVersionsPerEntry
            ? medium.Entries.TryGetValue(KeyOf(key), out var old) ? int.Parse(old.Version, CultureInfo.InvariantCulture) + 1 : 1
            : Interlocked.Increment(ref medium.LastVersion);
        return new StoredCredentials(kept, version.ToString(CultureInfo.InvariantCulture));
    }

    internal sealed class Medium
    {
        public int LastVersion;

        public ConcurrentDictionary<string, StoredCredentials> Entries { get; } = new();

        public ConcurrentDictionary<string, SemaphoreSlim> Turns { get; } = new();

        private int _reads;

        public void NoteRead() => Interlocked.Increment(ref _reads);

        /// <summary>
        /// Waits until a reader has read the state. Counts reads instead of time, so that a busy machine also shows a half-done state.
        /// </summary>
        public async Task ReadAsync()
        {
            // Two: the first may have looked before the state was half-done.
            var enough = Volatile.Read(ref _reads) + 2;
            for (var i = 0; i < 200_000 && Volatile.Read(ref _reads) < enough; i++)
            {
                await Task.Yield();
            }
        }
    }

    private sealed class Turn(SemaphoreSlim held, Defect defect) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (defect != Defect.GivesTheTurnOnce)
            {
                held.Release();
            }

            return default;
        }
    }
}
