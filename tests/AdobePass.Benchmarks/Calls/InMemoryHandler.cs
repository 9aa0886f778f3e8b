using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AdobePass.Benchmarks.Calls;

/// <summary>Answers at once, from memory, the same to both sides.</summary>
internal sealed class InMemoryHandler(int mvpds = 300) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly byte[] _registration = Encoding.UTF8.GetBytes(Payloads.Registration);
    private byte[] _token = Encoding.UTF8.GetBytes(Payloads.Token);
    private readonly byte[] _authorize = Encoding.UTF8.GetBytes(Payloads.Authorize);
    private readonly byte[] _session = Encoding.UTF8.GetBytes(Payloads.Session);
    private readonly byte[] _profiles = Encoding.UTF8.GetBytes(Payloads.Profiles);
    private readonly byte[] _configuration = Payloads.Configuration(mvpds);
    private long _registrations;
    private long _tokens;

    public long Registrations => Interlocked.Read(ref _registrations);

    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>The number of characters of the access token, at least 36.</summary>
    public int TokenLength
    {
        init => _token = Encoding.UTF8.GetBytes(
            Payloads.Token.Replace(Clients.Token, Payloads.TokenOf(0, value), StringComparison.Ordinal));
    }

    /// <summary>What is told of each request, for the comparison of both sides.</summary>
    public Action<HttpRequestMessage>? Seen { get; set; }

    /// <summary>Until when token requests are held back; none if null.</summary>
    public Task? Gate { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen?.Invoke(request);
        var path = request.RequestUri!.AbsolutePath;
        if (path == "/o/client/token")
        {
            Interlocked.Increment(ref _tokens);
            return Gate is { } gate ? Wait(gate) : Task.FromResult(Answer(_token, request));
        }

        if (path == "/o/client/register")
        {
            Interlocked.Increment(ref _registrations);
        }

        var body = path switch
        {
            _ when path.Contains("/decisions/", StringComparison.Ordinal) => _authorize,
            "/o/client/register" => _registration,
            _ when path.EndsWith("/configuration", StringComparison.Ordinal) => _configuration,
            _ when path.EndsWith("/sessions", StringComparison.Ordinal) => _session,
            _ => _profiles,
        };
        return Task.FromResult(Answer(body, request));

        async Task<HttpResponseMessage> Wait(Task gate)
        {
            await gate.ConfigureAwait(false);
            return Answer(_token, request);
        }
    }

    private static HttpResponseMessage Answer(byte[] body, HttpRequestMessage request)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
