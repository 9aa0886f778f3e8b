namespace AdobePass.Tests;

/// <summary>Opens file stores that may be created, as on the first start of an application.</summary>
internal static class FileStores
{
    public static FileCredentialStore Open(string folder, CredentialProtector? protector = null, TimeProvider? clock = null) =>
        new(folder, new FileStoreOptions { AllowCreation = true, Protector = protector, TimeProvider = clock ?? new SlowClock() });

    /// <summary>Takes the lock of a file as the store does, without a wait.</summary>
    public static Task<FileLock> LockAsync(string path, TimeProvider clock) =>
        FileLock.AcquireAsync(FileSystemCalls.Default, path, clock, TimeSpan.Zero, default).AsTask();
}
