namespace AdobePass.Runtime;

/// <summary>
/// Represents a pool of cancellation sources, which cancel a request after a timeout, or when its caller cancels it. After a successful
/// request, the source is used again if the <see cref="TimeProvider"/> allows it, so that a call does not create a timer.
/// </summary>
internal sealed class CancellationSourcePool(TimeProvider clock, TimeSpan timeout)
{
#if NET
    private readonly CancellationTokenSource?[] _kept = new CancellationTokenSource?[64];
#endif

    /// <summary>Gets a source whose timeout begins now.</summary>
    /// <param name="caller">The token of the caller.</param>
    /// <param name="lifetime">The token that is canceled when the client is disposed.</param>
    internal Lease Rent(CancellationToken caller, CancellationToken lifetime)
    {
        var source = Take();
        return new Lease(
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
        if (Interlocked.Exchange(ref Slot, null) is { } kept)
        {
            kept.CancelAfter(timeout);
            return kept;
        }
#endif
        return clock.CreateCancellationTokenSource(timeout);
    }

    private void Return(CancellationTokenSource source)
    {
#if NET
        if (source.TryReset())
        {
            source = Interlocked.Exchange(ref Slot, source)!;
        }

        source?.Dispose();
#else
        source.Dispose();
#endif
    }

#if NET
    // About one slot for each thread that is busy at the same time.
    private ref CancellationTokenSource? Slot => ref _kept[Environment.CurrentManagedThreadId % _kept.Length];
#endif

    /// <summary>Represents a source that a request uses.</summary>
    internal readonly struct Lease(
        CancellationSourcePool pool,
        CancellationTokenSource source,
        CancellationTokenRegistration caller,
        CancellationTokenRegistration lifetime)
        : IDisposable
    {
        internal CancellationToken Token => source.Token;

        /// <summary>Returns the source after the complete response was read. The request no longer uses the token.</summary>
        internal void Complete()
        {
            caller.Dispose();
            lifetime.Dispose();
            pool.Return(source);
        }

        /// <summary>Disposes the source after a failure. A handler may still use the token, so no other request gets it.</summary>
        public void Dispose()
        {
            caller.Dispose();
            lifetime.Dispose();
            source.Dispose();
        }
    }
}
