using AdobePass.Testing;

namespace AdobePass.Tests.Stores;

/// <summary>What stores promise about a medium that is lost or damaged, and stores that do not keep it.</summary>
public sealed class MediumContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public enum Fault
    {
        None,
        TakesLostForEmpty,
        CreatesAgainWhileOpen,
        IgnoresBits,
        IgnoresTheDevice,
        OverwritesDamage,
        TellsNoState,
        TellsNoLocation,
        ProbesNothing,
    }

    public static TheoryData<string> Checks => [.. CredentialStoreContract.MediumChecks.Select(check => check.Name)];

    public static TheoryData<Fault, string> Faults => new()
    {
        { Fault.TakesLostForEmpty, "A store that was never created is unavailable unless its creation is allowed" },
        { Fault.TakesLostForEmpty, "A store that was lost is unavailable and not empty" },
        { Fault.CreatesAgainWhileOpen, "A store that is lost while it is open is unavailable even if its creation is allowed" },
        { Fault.IgnoresBits, "An entry with one flipped bit is corrupt, wherever the bit is" },
        { Fault.IgnoresBits, "A truncated entry is corrupt at every length" },
        { Fault.IgnoresTheDevice, "An entry copied from another device is corrupt" },
        { Fault.OverwritesDamage, "A corrupt entry is unchanged until it is deleted" },
        { Fault.TellsNoState, "A store is new until its first entry and ready afterwards" },
        { Fault.TellsNoLocation, "A store is new until its first entry and ready afterwards" },
        { Fault.ProbesNothing, "A store that was never created is unavailable unless its creation is allowed" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Checks))]
    public Task File_store_passes_the_medium_checks(string check) =>
        CheckNamed(check).RunAsync(new FileMedium(Path.Combine(_folder.Path, "store")));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Store_without_faults_passes_the_medium_checks(string check) => CheckNamed(check).RunAsync(new FaultyMedium(Fault.None));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Store_with_a_fault_fails_the_medium_check(Fault fault, string check)
    {
        var broken = await Assert.ThrowsAsync<CredentialStoreContractException>(() => CheckNamed(check).RunAsync(new FaultyMedium(fault)));

        Assert.StartsWith(check + ". But ", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_tested() => Assert.Equal(
        Enum.GetValues<Fault>().Where(fault => fault != Fault.None),
        Faults.Select(row => (Fault)((object[])row)[0]).Distinct().Order());

    private static CredentialStoreMediumCheck CheckNamed(string name) =>
        CredentialStoreContract.MediumChecks.Single(check => check.Name == name);

    private sealed class FileMedium(string folder) : CredentialStoreMedium
    {
        public override CredentialStore Open(bool allowCreation) =>
            new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = allowCreation });

        public override Task EraseAsync()
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return Task.CompletedTask;
        }

        public override Task<byte[]> ReadAsync(CredentialKey key) => File.ReadAllBytesAsync(PathOf(key));

        public override Task WriteAsync(CredentialKey key, byte[] content) => File.WriteAllBytesAsync(PathOf(key), content);

        private string PathOf(CredentialKey key) => Path.Combine(folder, key.Value[..2], key.Value + ".credentials.json");
    }

    /// <summary>A table with a marker, and one fault.</summary>
    private sealed class FaultyMedium(Fault fault) : CredentialStoreMedium
    {
        private readonly Dictionary<string, byte[]> _rows = [];
        private bool _isMarked;

        public override CredentialStore Open(bool allowCreation) => new Store(this, fault, allowCreation);

        public override Task EraseAsync()
        {
            _rows.Clear();
            _isMarked = false;
            return Task.CompletedTask;
        }

        public override Task<byte[]> ReadAsync(CredentialKey key) => Task.FromResult(_rows[key.Value]);

        public override Task WriteAsync(CredentialKey key, byte[] content)
        {
            _rows[key.Value] = content;
            return Task.CompletedTask;
        }

        private sealed class Store(FaultyMedium medium, Fault fault, bool allowCreation) : CredentialStore
        {
            private readonly CredentialFormat _format = new();
            private bool _wasMarked;

            public override string? Location => fault == Fault.TellsNoLocation ? null : "table credentials";

            public override ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken) => new(
                fault == Fault.TellsNoState ? CredentialStoreState.Unknown
                : IsThere() ? CredentialStoreState.Ready
                : CredentialStoreState.New);

            public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
            {
                if (!medium._rows.TryGetValue(key.Value, out var row))
                {
                    _ = IsThere();
                    return default;
                }

                return new ValueTask<StoredCredentials?>(Read(key, row));
            }

            public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
            {
                if (fault != Fault.ProbesNothing)
                {
                    _ = IsThere();
                }

                return default;
            }

            public override async ValueTask<StoredCredentials> CreateAsync(
                CredentialKey key,
                ClientCredentials credentials,
                CancellationToken cancellationToken)
            {
                if (fault != Fault.OverwritesDamage && await FindAsync(key, cancellationToken) is { } found)
                {
                    return found;
                }

                medium._isMarked = true;
                _wasMarked = true;
                var entry = new StoredCredentials(credentials, Guid.NewGuid().ToString("N"));
                medium._rows[key.Value] = fault == Fault.IgnoresTheDevice ? _format.Write(default, entry) : _format.Write(key, entry);
                return entry;
            }

            public override async ValueTask<StoredCredentials?> TryReplaceAsync(
                CredentialKey key,
                ClientCredentials credentials,
                string expectedVersion,
                CancellationToken cancellationToken)
            {
                _ = await FindAsync(key, cancellationToken);
                return null;
            }

            public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
                new(medium._rows.Remove(key.Value));

            private StoredCredentials Read(CredentialKey key, byte[] row)
            {
                try
                {
                    return _format.Read(fault == Fault.IgnoresTheDevice ? default : key, row, out _);
                }
                catch (FormatException damage)
                {
                    return fault == Fault.IgnoresBits
                        ? new StoredCredentials(new ClientCredentials("known", new ClientSecret("made up")), "1")
                        : throw new CredentialStoreException(CredentialStoreFailure.Corrupt, $"The row is damaged: {damage.Message}.");
                }
            }

            private bool IsThere()
            {
                _wasMarked |= medium._isMarked;
                if (medium._isMarked)
                {
                    return true;
                }

                var mayCreate = allowCreation && (!_wasMarked || fault == Fault.CreatesAgainWhileOpen);
                return mayCreate || fault == Fault.TakesLostForEmpty
                    ? false
                    : throw new CredentialStoreException(CredentialStoreFailure.Unavailable, "The table is missing (test).");
            }
        }
    }
}
