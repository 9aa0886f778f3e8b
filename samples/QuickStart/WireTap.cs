namespace QuickStart;

/// <summary>Shows and counts the requests that the client sends. Paths carry no secret; headers and bodies are not shown.</summary>
internal sealed class WireTap(Narrator narrator, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _registrations;
    private int _tokenRequests;
    private int _requests;

    public int Registrations => _registrations;

    public int TokenRequests => _tokenRequests;

    public int Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Interlocked.Increment(ref _requests);
        if (path.EndsWith("/o/client/register", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _registrations);
        }
        else if (path.EndsWith("/o/client/token", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _tokenRequests);
        }

        var response = await base.SendAsync(request, cancellationToken);
        narrator.Request(request.Method.Method, path, (int)response.StatusCode);
        return response;
    }
}
