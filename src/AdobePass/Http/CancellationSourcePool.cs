namespace AdobePass.Runtime;

/// <summary>Ends requests that take too long, or whose caller gives up. A source whose request ended well serves another one, where the clock allows it, so that a call makes no timer of its own.</summary>
internal sealed class CancellationSourcePool(TimeProvider clock, TimeSpan limit)
{
#if NET
    private readonly CancellationTokenSource?[] _kept = new CancellationTokenSource?[64];
#endif

    /// <summary>Begins a time limit.</summary>
    /// <param name="caller">The caller's token.</param>
    /// <param name="lifetime">The token that is canceled when the client is disposed.</param>
    internal Running Begin(CancellationToken caller, CancellationToken lifetime)
    {
        var source = Take();
        return new Running(
            this,
            source,
            caller.CanBeCanceled ? Link(caller, source) : default,
            lifetime.CanBeCanceled ? Link(lifetime, source) : default);
    }

    private static CancellationTokenRegistration Link(CancellationToken caller, CancellationTokenSource source) =>
#if NET
        caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
#else
        caller.Register(static state => ((CancellationTokenSource)state!).Cancel(), source, useSynchronizationContext: false);
#endif

    private CancellationTokenSource Take()
    {
#if NET
        if (Interlocked.Exchange(ref Place, null) is { } kept)
        {
            kept.CancelAfter(limit);
            return kept;
        }
#endif
        return clock.CreateCancellationTokenSource(limit);
    }

    private void Give(CancellationTokenSource source)
    {
#if NET
        if (source.TryReset())
        {
            source = Interlocked.Exchange(ref Place, source)!;
        }

        source?.Dispose();
#else
        source.Dispose();
#endif
    }

#if NET
    // One for each of the threads that are busy at a time, more or less.
    private ref CancellationTokenSource? Place => ref _kept[Environment.CurrentManagedThreadId % _kept.Length];
#endif

    /// <summary>A time limit that runs.</summary>
    internal readonly struct Running(CancellationSourcePool limits, CancellationTokenSource source, CancellationTokenRegistration caller, CancellationTokenRegistration lifetime)
        : IDisposable
    {
        internal CancellationToken Token => source.Token;

        /// <summary>Ends it after the whole answer was read: nothing of the request uses the token any more, so another may.</summary>
        internal void Finish()
        {
            caller.Dispose();
            lifetime.Dispose();
            limits.Give(source);
        }

        /// <summary>Ends it after a failure. A handler may still hold the token, so it serves nobody else.</summary>
        public void Dispose()
        {
            caller.Dispose();
            lifetime.Dispose();
            source.Dispose();
        }
    }
}
