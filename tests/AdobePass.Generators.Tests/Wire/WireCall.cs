using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>
/// A call of an emitted client, and the requests that it sent. The document is the spec "own" of an interface that declares nothing.
/// </summary>
internal sealed class WireCall
{
    private readonly List<Sent> _requests = [];

    /// <summary>The requests in the order in which they were sent.</summary>
    public IReadOnlyList<Sent> Requests => _requests;

    /// <summary>The only request.</summary>
    public Sent Request => Assert.Single(_requests);

    /// <summary>What the call returned.</summary>
    public object? Result { get; private set; }

    public string Url => Request.Url;

    /// <summary>Compiles the client and the call, and runs it.</summary>
    /// <param name="document">The document without <c>openapi</c> and <c>info</c>.</param>
    /// <param name="call">The expression of the call: <c>api</c> is the client.</param>
    /// <param name="respond">The response; 204 by default.</param>
    /// <param name="configure">Options; by default the base address is <c>https://api.test</c>.</param>
    /// <param name="declarations">More code: the interface, unless it is to be the one with all operations.</param>
    public static async Task<WireCall> RunAsync(
        string document,
        string call,
        Func<HttpResponseMessage>? respond = null,
        Action<AdobePassOptions>? configure = null,
        string declarations = """[AdobePassApi("own")] internal partial interface IOwn { }""")
    {
        var run = $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Text;
            using System.Text.Json;
            using System.Threading;
            using System.Threading.Tasks;
            using AdobePass;
            using MyApp.Own;
            namespace MyApp.Own { internal static class Placeholder { } }
            namespace MyApp
            {
                {{declarations}}

                internal static class Run
                {
                    internal static async Task<object?> CallAsync(AdobePassClient adobePass)
                    {
                        IOwn api = new OwnClient(adobePass);
                        {{Statements(call)}}
                    }
                }
            }
            """;
        var assembly = UserProject.WithoutSpecs(run).WithSpec("own", Document(document)).Generate().Load();
        var wire = new WireCall();
        var options = new AdobePassOptions
        {
            BaseAddress = new Uri("https://api.test"),
            UseAccessTokens = false,
            HttpMessageHandler = new Recorder(wire._requests, respond ?? (static () => new HttpResponseMessage(HttpStatusCode.NoContent))),
        };
        configure?.Invoke(options);
        await using var client = new AdobePassClient(options);
        var method = assembly.GetType("MyApp.Run")!.GetMethod("CallAsync", BindingFlags.NonPublic | BindingFlags.Static)!;
        wire.Result = await (Task<object?>)method.Invoke(null, [client])!;
        return wire;
    }

    private static string Statements(string call) => call.TrimEnd(';') switch
    {
        var statements when statements.Contains("return ", StringComparison.Ordinal) => statements + ";",
        var statement when statement.StartsWith("await ", StringComparison.Ordinal)
            && !statement.Contains(" is ", StringComparison.Ordinal) => statement + "; return null;",
        var value => $"return {value};",
    };

    /// <summary>A document of OpenAPI 3.1 with the given members.</summary>
    public static string Document(string members) => $$"""{ "openapi": "3.1.0", "info": { "title": "Own", "version": "1" }, {{members}} }""";

    /// <summary>A response with a body.</summary>
    public static Func<HttpResponseMessage> Body(
        string text,
        string mediaType = "application/json",
        HttpStatusCode status = HttpStatusCode.OK) =>
        () => new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, mediaType) };

    private sealed class Recorder(List<Sent> requests, Func<HttpResponseMessage> respond) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            requests.Add(new Sent(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body));
            var response = respond();
            response.RequestMessage = request;
            return response;
        }
    }
}

/// <summary>A request as it was sent.</summary>
internal sealed record Sent(string Method, string Url, IReadOnlyDictionary<string, string> Headers, byte[]? Body)
{
    public string Text => Body is null ? string.Empty : Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
