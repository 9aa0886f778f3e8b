using AdobePass.Testing;

namespace AdobePass.Attacks;

/// <summary>Random cancellations, faults of service, store and cache, and disposals; then the finalizers tell what was left behind.</summary>
internal static class Soak
{
    private const int Rounds = 200;
    private const int Calls = 100;

    internal static Attack Attack { get; } = new(
        "soak",
        $"{Rounds} clients with {Calls} calls each, random cancellations and faults, disposed at a random moment.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        var unobserved = 0L;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += Count;
        long lost = 0;
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                lost += await RunRoundAsync(context.Seed + round, context.CancellationToken).ConfigureAwait(false);
                if (round % 50 == 49)
                {
                    context.Progress($"{round + 1} of {Rounds} clients");
                }
            }

            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        return new AttackResult(Rounds * Calls, lost + unobserved, $"{lost} devices with two pairs, {unobserved} unobserved exceptions.");
    }

    private static async Task<int> RunRoundAsync(int seed, CancellationToken cancellationToken)
    {
        const int Devices = 5;
        var random = new Random(seed);
        var store = new MemoryCredentialStore();
        var lost = 0;
        var victim = new Victim(store);
        await using (victim.ConfigureAwait(false))
        {
            var calls = new List<Task>();
            for (var i = 0; i < Calls; i++)
            {
                if (random.Next(3) == 0)
                {
                    var fault = random.Next(4) switch
                    {
                        0 => FakeFault.ResetBeforeProcessing(),
                        1 => FakeFault.ResetAfterProcessing(),
                        2 => FakeFault.HtmlPage(500),
                        _ => FakeFault.EmptyBody(),
                    };
                    victim.Fake.InjectFault(fault.On(random.Next(3) switch
                    {
                        0 => FakeOperation.Register,
                        1 => FakeOperation.Token,
                        _ => FakeOperation.Profiles,
                    }));
                }

                using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var call = victim.Service.GetProfilesAsync("CHAN1", Victim.Device(random.Next(Devices)), source.Token);
                calls.Add(call);
                for (var yields = random.Next(30); yields > 0; yields--)
                {
                    await Task.Yield();
                }

                if (random.Next(2) == 0)
                {
                    await source.CancelAsync().ConfigureAwait(false);
                }
                else if (random.Next(4) == 0)
                {
                    await Task.WhenAny(call).ConfigureAwait(false);
                }

                if (i == Calls - 1 - random.Next(20))
                {
                    await victim.Client.DisposeAsync().ConfigureAwait(false);
                }
            }

            foreach (var call in calls)
            {
                try
                {
                    await call.ConfigureAwait(false);
                }
                catch (Exception fault) when (fault is AdobePassException or OperationCanceledException or ObjectDisposedException)
                {
                    // Expected; the soak is about what is left behind.
                }
            }

            // Each device has used one pair: there was no invalid_client.
            lost += victim.Fake.Exchanges
                .Where(exchange => exchange is { Operation: FakeOperation.Profiles, Status: 200 })
                .GroupBy(exchange => exchange.DeviceId, StringComparer.Ordinal)
                .Count(device => device.Select(exchange => exchange.ClientId).Distinct(StringComparer.Ordinal).Count() > 1);
        }

        return lost;
    }
}
