namespace AdobePass.Runtime;

/// <summary>
/// Represents a pool of cancellation sources, which cancel a request after a timeout, or when its caller cancels it. After a successful
/// request, the source is used again if the <see cref="TimeProvider"/> allows it, so that a call does not create a timer.
/// </summary>
/// <param name="clock">The clock of the timeout.</param>
/// <param name="timeout">The timeout.</param>
/// <param name="lifetime">The token that is canceled when the client is disposed.</param>
internal sealed class CancellationSourcePool(TimeProvider clock, TimeSpan timeout, CancellationToken lifetime)
{
#if NET
    private readonly LinkedSource?[] _kept = new LinkedSource?[64];
#endif

    /// <summary>Gets a source whose timeout begins now.</summary>
    /// <param name="caller">The token of the caller.</param>
    /// <param name="outlivesClient">Whether the request continues after the client is disposed.</param>
    internal Lease Rent(CancellationToken caller, bool outlivesClient)
    {
        var source = outlivesClient ? Create(CancellationToken.None) : Take();
        return new Lease(this, source, Link(caller, source.Source));
    }

    private static CancellationTokenRegistration Link(CancellationToken token, CancellationTokenSource source) => !token.CanBeCanceled
        ? default
#if NET
        : token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
#else
        : token.Register(static state => ((CancellationTokenSource)state!).Cancel(), source, useSynchronizationContext: false);
#endif

    private LinkedSource Create(CancellationToken end)
    {
        var source = clock.CreateCancellationTokenSource(timeout);
        return new LinkedSource(source, Link(end, source), isReusable: end.CanBeCanceled);
    }

    private LinkedSource Take()
    {
#if NET
        if (Interlocked.Exchange(ref Slot, null) is { } kept)
        {
            kept.Source.CancelAfter(timeout);
            return kept;
        }
#endif
        return Create(lifetime);
    }

    private void Return(LinkedSource source)
    {
#if NET
        if (source.IsReusable && source.Source.TryReset())
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
    private ref LinkedSource? Slot => ref _kept[Environment.CurrentManagedThreadId % _kept.Length];
#endif

    /// <summary>Represents a source that a request uses.</summary>
    internal readonly struct Lease(CancellationSourcePool pool, LinkedSource source, CancellationTokenRegistration caller) : IDisposable
    {
        internal CancellationToken Token => source.Source.Token;

        /// <summary>Returns the source after the complete response was read. The request no longer uses the token.</summary>
        internal void Complete()
        {
            caller.Dispose();
            pool.Return(source);
        }

        /// <summary>Disposes the source after a failure. A handler may still use the token, so no other request gets it.</summary>
        public void Dispose()
        {
            caller.Dispose();
            source.Dispose();
        }
    }

    /// <summary>Represents a source that the end of the client cancels. The link is kept while the source is in the pool.</summary>
    internal sealed class LinkedSource(CancellationTokenSource source, CancellationTokenRegistration lifetime, bool isReusable)
        : IDisposable
    {
        internal CancellationTokenSource Source => source;

        internal bool IsReusable => isReusable;

        public void Dispose()
        {
            lifetime.Dispose();
            source.Dispose();
        }
    }
}
