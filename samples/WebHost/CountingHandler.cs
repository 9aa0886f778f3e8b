namespace WebHost;

/// <summary>Counts the attempts of all clients. It is an example of a handler in the chain of <c>IHttpClientFactory</c>.</summary>
public sealed class AttemptCounter
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Increment() => Interlocked.Increment(ref _count);
}

/// <inheritdoc cref="AttemptCounter"/>
public sealed class CountingHandler(AttemptCounter attempts) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        attempts.Increment();
        return base.SendAsync(request, cancellationToken);
    }
}
