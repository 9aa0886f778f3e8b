using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.State;

namespace AdobePass.Testing;

/// <summary>
/// Represents a fault for <see cref="FakeAdobePass.InjectFault(FakeFault)"/>. It is immutable: <see cref="On"/>, <see cref="When"/>,
/// <see cref="Count"/> and <see cref="Forever"/> return changed copies. By default, it applies once, to the next request of any operation.
/// Throttled requests do not count.
/// </summary>
public sealed record FakeFault
{
    private FakeFault(FakeFaultKind kind) => Kind = kind;

    /// <summary>Gets the kind of the fault.</summary>
    public FakeFaultKind Kind { get; private init; }

    /// <summary>Gets the operations that the fault applies to; empty means all.</summary>
    public IReadOnlyList<FakeOperation> Operations { get; private init; } = [];

    /// <summary>Gets an additional condition; null means none.</summary>
    public Func<FakeRequest, bool>? Condition { get; private init; }

    /// <summary>Gets the number of requests that the fault applies to; null means all.</summary>
    public int? Times { get; private init; } = 1;

    internal TimeSpan DelayTime { get; private init; }

    internal Func<DateTimeOffset, FakeResponse>? CreateResponse { get; private init; }

    internal Func<FakeResponse, FakeResponse>? Change { get; private init; }

    /// <summary>Creates a fault that sends a given response.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static FakeFault Respond(FakeResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new(FakeFaultKind.Respond) { CreateResponse = _ => response };
    }

    /// <summary>Creates a fault that sends a status, body and content type.</summary>
    /// <param name="status">The HTTP status, 200 to 599.</param>
    /// <param name="body">The body; empty sends none.</param>
    /// <param name="contentType">The content type; null sends none.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of its range.</exception>
    public static FakeFault Respond(int status, string body = "", string? contentType = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(body);
        return Respond(FakeResponse.Text(status, body, contentType));
    }

    /// <summary>Creates a fault that responds with 500. According to the documentation, the error object may be missing.</summary>
    /// <param name="withErrorObject">
    /// <see langword="true"/> to send the <c>internal_server_error</c> object; <see langword="false"/> to send an empty body.
    /// </param>
    /// <returns>The fault.</returns>
    public static FakeFault ServerError(bool withErrorObject = true) =>
        withErrorObject ? EnhancedError("internal_server_error") : Respond(500);

    /// <summary>Creates a fault that sends one of the 47 documented enhanced errors at the top level, with its documented status.</summary>
    /// <param name="code">The code.</param>
    /// <param name="details">The optional <c>details</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The code is not documented.</exception>
    public static FakeFault EnhancedError(string code, string? details = null)
    {
        EnhancedErrors.ThrowIfUnknown(code, nameof(code));
        return new(FakeFaultKind.Respond) { CreateResponse = _ => EnhancedErrors.Response(code, details) };
    }

    /// <summary>Creates a fault that responds as for a network error between Adobe and an MVPD: 403 with action <c>retry</c>.</summary>
    /// <param name="code">
    /// <c>network_received_error</c>, <c>network_connection_timeout</c> or <c>maximum_execution_time_exceeded</c>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The code is not documented.</exception>
    public static FakeFault RetryableError(string code = "network_received_error") => EnhancedError(code);

    /// <summary>
    /// Creates a fault that responds with 401 and a body in XML, which is not an error format of REST API V2. Adobe documented this
    /// inconsistency until release 3.5.0.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault ForeignUnauthorized() =>
        Respond(401, """<?xml version="1.0"?><error><status>401</status><message>Unauthorized</message></error>""", "application/xml");

    /// <summary>Creates a fault that sends an HTML page.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault HtmlPage(int status = 503) => Respond(OtherErrors.UserAgent(status, "Injected fault."));

    /// <summary>Creates a fault that sends invalid JSON with the JSON content type.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault NotJson(int status = 200) => Respond(status, "{\"profiles\": oops", "application/json;charset=UTF-8");

    /// <summary>Creates a fault that sends an empty body with the JSON content type.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault EmptyBody(int status = 200) => Respond(status, "", "application/json;charset=UTF-8");

    /// <summary>Creates a fault that responds with 429 as the throttle does: HTML, no <c>Retry-After</c>.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault TooManyRequests() => new(FakeFaultKind.Respond) { CreateResponse = Throttle.TooManyRequests };

    /// <summary>
    /// Creates a fault that waits on the clock of the fake before the request is processed. Cancellation of the request ends the wait.
    /// </summary>
    /// <param name="time">The duration of the wait; not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static FakeFault Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new(FakeFaultKind.Delay) { DelayTime = time };
    }

    /// <summary>Creates a fault that breaks the connection before the request is processed.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ResetBeforeProcessing() => new(FakeFaultKind.ResetBeforeProcessing);

    /// <summary>Creates a fault that processes the request and breaks the connection instead of sending the response.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ResetAfterProcessing() => new(FakeFaultKind.ResetAfterProcessing);

    /// <summary>
    /// Creates a fault that processes the request, sends the full <c>Content-Length</c> and half of the body, and breaks the connection.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault TruncatedBody() => Alter(static response => response with { TruncateAfter = response.TotalLength / 2 });

    /// <summary>Creates a fault that pads the response with trailing blanks up to a length. JSON stays valid.</summary>
    /// <param name="bytes">
    /// The length of the whole body, in bytes; positive. A value below the length of the response changes nothing.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    public static FakeFault HugeBody(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return Alter(response => response with { TrailingBlanks = Math.Max(0, bytes - response.Body.Length) });
    }

    /// <summary>
    /// Creates a fault that changes the JSON type of every value in the response. Strings become numbers, numbers and booleans become
    /// strings, and arrays become objects. Objects keep their members. A response that is not JSON is unchanged.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault WrongTypes() => Alter(static response =>
    {
        try
        {
            return JsonNode.Parse(response.Body.Span) is { } body
                ? FakeResponse.Json(response.Status, ChangeTypes(body)) with { Headers = response.Headers }
                : response;
        }
        catch (System.Text.Json.JsonException)
        {
            return response;
        }
    });

    /// <summary>Creates a fault that processes the request and sends the result of a function of the response.</summary>
    /// <param name="change">The function; it runs outside the lock of the fake.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public static FakeFault Alter(Func<FakeResponse, FakeResponse> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(FakeFaultKind.Alter) { Change = change };
    }

    /// <summary>Limits the fault to the given operations.</summary>
    /// <param name="operations">The operations.</param>
    /// <returns>The changed copy.</returns>
    public FakeFault On(params FakeOperation[] operations) => this with { Operations = [.. operations] };

    /// <summary>Limits the fault to requests that satisfy a condition.</summary>
    /// <param name="condition">The condition. It must not call the fake.</param>
    /// <returns>The changed copy.</returns>
    public FakeFault When(Func<FakeRequest, bool> condition) => this with { Condition = condition };

    /// <summary>Sets the number of requests that the fault applies to.</summary>
    /// <param name="times">The number; at least 1.</param>
    /// <returns>The changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public FakeFault Count(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return this with { Times = times };
    }

    /// <summary>Applies the fault to every request until it is removed.</summary>
    /// <returns>The changed copy.</returns>
    public FakeFault Forever() => this with { Times = null };

    internal bool Matches(FakeRequest request) =>
        (Operations.Count == 0 || Operations.Contains(request.Operation)) && (Condition?.Invoke(request) ?? true);

    private static JsonNode ChangeTypes(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                return new JsonObject(map.Select(static member =>
                    KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)ChangeTypes(member.Value))));
            case JsonArray:
                return new JsonObject();
            default:
                return node.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ? JsonValue.Create(1)
                    : JsonValue.Create(node.ToJsonString());
        }
    }
}
