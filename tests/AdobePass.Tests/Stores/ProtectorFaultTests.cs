namespace AdobePass.Tests.Stores;

/// <summary>Protectors that fail, or during which the caller gives up.</summary>
public sealed class ProtectorFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_cancelled_during_reencryption_returns_the_entry_or_is_cancelled()
    {
        var clock = new TestClock();
        using var source = new CancellationTokenSource();
        var protector = new Cancelling(source);
        var store = FileStores.Open(_folder.Path, protector, clock);
        var key = Service.DeviceKey();
        await store.CreateAsync(key, Program.Pair("a"), default);
        var file = Path.Combine(_folder.Path, key.Value[..2], ".lock");
        using var held = await FileStores.LockAsync(file, clock);
        protector.Armed = true;
        try
        {
            await store.FindAsync(key, source.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    [Fact]
    public async Task Store_is_unavailable_and_unchanged_if_the_protector_cannot_encrypt()
    {
        var store = FileStores.Open(_folder.Path, new Failing(), new TestClock());

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            async () => await store.CreateAsync(Service.DeviceKey(), Program.Pair("a"), default));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Null(await store.FindAsync(Service.DeviceKey(), default));
    }

    private sealed class Cancelling(CancellationTokenSource source) : CredentialProtector
    {
        public bool Armed { get; set; }

        public override byte[] Protect(CredentialKey key, byte[] content) => content;

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
        {
            if (Armed)
            {
                source.Cancel();
            }

            return new UnprotectedContent(protectedContent, isOutdated: true);
        }
    }

    private sealed class Failing : CredentialProtector
    {
        public override byte[] Protect(CredentialKey key, byte[] content) => throw new TimeoutException("The keys are away (test).");

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent) =>
            throw new TimeoutException("The keys are away (test).");
    }
}
