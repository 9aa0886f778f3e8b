using System.Diagnostics;
using System.Globalization;

namespace AdobePass.Attacks;

/// <summary>Freezes the file system of a store under load: a write then blocks in the kernel, and nothing can cancel it.</summary>
internal static class FrozenDisk
{
    private const int KnownDevices = 16;
    private const int NewDevices = 64;

    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);

    // A call may use the store several times in a row, each within the timeout.
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(8);

    // How late a new work item of the thread pool may start on a busy machine.
    private static readonly TimeSpan PoolLimit = TimeSpan.FromSeconds(1);

    internal static Attack Attack { get; } = new(
        "frozen-disk",
        "Freezes the file system of a store under load: callers return in time, the thread pool goes on, and nothing is lost.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        if (!Shell.CanMount)
        {
            return AttackResult.Skip("it mounts and freezes a file system, which takes root on Linux");
        }

        await using var device = await ImageMount.CreateAsync(Path.Combine(context.Folder, "frozen.img"), 32).ConfigureAwait(false);
        await using var service = new FakeService();
        var folder = Path.Combine(device.Folder, "store");
        using var client = service.Connect(
            new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true }),
            options => options.StoreTimeout = StoreTimeout);
        for (var known = 0; known < KnownDevices; known++)
        {
            await new ServiceClient(client).GetProfilesAsync("CHAN1", FakeService.Device(known)).ConfigureAwait(false);
        }

        await Shell.RunAsync("fsfreeze", "-f", device.Folder).ConfigureAwait(false);
        var (slowest, late, refused, registered, poolDelay) = (TimeSpan.Zero, 0, 0, 0L, TimeSpan.Zero);
        Task<bool>[] calls = [];
        try
        {
            var registrations = service.Fake.Registrations;
            using var stop = new CancellationTokenSource();
            var pool = MeasurePoolAsync(stop.Token);
            var watch = Stopwatch.StartNew();
            calls = [.. Enumerable.Range(0, KnownDevices + NewDevices).Select(number => Task.Run(() => CallAsync(client, number)))];
            var all = Task.WhenAll(calls);
            await Task.WhenAny(all, Task.Delay(CallLimit, context.CancellationToken)).ConfigureAwait(false);
            slowest = watch.Elapsed;
            late = calls.Count(static call => !call.IsCompleted);
            refused = calls.Count(static call => call.IsCompletedSuccessfully && !call.Result);
            registered = service.Fake.Registrations - registrations;
            await stop.CancelAsync().ConfigureAwait(false);
            poolDelay = await pool.ConfigureAwait(false);
        }
        finally
        {
            await Shell.RunAsync("fsfreeze", "-u", device.Folder).ConfigureAwait(false);
        }

        await Task.WhenAll(calls).ConfigureAwait(false);
        var missing = await CountMissingAsync(context, service, client, folder).ConfigureAwait(false);
        var poolLost = poolDelay > PoolLimit ? 1 : 0;
        var lost = late + registered + missing + poolLost;
        return new AttackResult(
            calls.Length,
            lost,
            FormattableString.Invariant($"{calls.Length} calls returned within {slowest.TotalSeconds:0.0} s, {late} of them late; ") +
            FormattableString.Invariant($"{refused} unavailable, {registered} registered while frozen; ") +
            FormattableString.Invariant($"thread pool delayed by {poolDelay.TotalMilliseconds:0} ms at most; {missing} entries missing afterwards."));
    }

    private static async Task<bool> CallAsync(AdobePassClient client, int device)
    {
        try
        {
            await new ServiceClient(client).GetProfilesAsync("CHAN1", FakeService.Device(device)).ConfigureAwait(false);
            return true;
        }
        catch (CredentialStoreException)
        {
            return false;
        }
    }

    // On a thread of its own, so that it measures also where the pool has no thread left.
    private static Task<TimeSpan> MeasurePoolAsync(CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            var longest = TimeSpan.Zero;
            while (!stop.IsCancellationRequested)
            {
                var watch = Stopwatch.StartNew();
                using var started = new ManualResetEventSlim();
                ThreadPool.UnsafeQueueUserWorkItem(static state => ((ManualResetEventSlim)state!).Set(), started);
                started.Wait(CancellationToken.None);
                longest = watch.Elapsed > longest ? watch.Elapsed : longest;
                stop.WaitHandle.WaitOne(50);
            }

            return longest;
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static async Task<long> CountMissingAsync(AttackContext context, FakeService service, AdobePassClient client, string folder)
    {
        // Every device can be used again at once, and registers at most once.
        var missing = 0L;
        var store = new FileCredentialStore(folder);
        for (var number = 0; number < KnownDevices + NewDevices; number++)
        {
            var isUsed = await CallAsync(client, number).ConfigureAwait(false);
            var key = CredentialKey.Create("attack", "device-" + number.ToString(CultureInfo.InvariantCulture));
            missing += isUsed && await store.FindAsync(key, context.CancellationToken).ConfigureAwait(false) is not null ? 0 : 1;
        }

        return missing + Math.Abs(service.Fake.Registrations - KnownDevices - NewDevices);
    }
}
