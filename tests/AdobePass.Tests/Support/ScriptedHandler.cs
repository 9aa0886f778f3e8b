namespace AdobePass.Tests;

/// <summary>A handler that lets a test answer single requests itself; the others go on to the service.</summary>
internal sealed class ScriptedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _answered;

    /// <summary>Answers the requests to a path; null lets one through.</summary>
    public Func<Task<HttpResponseMessage?>>? Answer { get; set; }

    public string Path { get; set; } = "/api/v2/";

    /// <summary>How many requests to the path have come.</summary>
    public int Asked => Volatile.Read(ref _answered);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Answer is { } answer && request.RequestUri!.AbsolutePath.StartsWith(Path, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _answered);
            if (await answer() is { } own)
            {
                return own;
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
