using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.State;

namespace AdobePass.Testing;

/// <summary>
/// A fault to be injected with <see cref="FakeAdobePass.InjectFault(FakeFault)"/>. Immutable: <see cref="On"/>, <see cref="When"/>,
/// <see cref="Count"/> and <see cref="Forever"/> return changed copies. Without them it hits the next request of any operation, once.
/// A throttled request does not use a fault up.
/// </summary>
public sealed record FakeFault
{
    private FakeFault(FakeFaultKind kind) => Kind = kind;

    /// <summary>What it does.</summary>
    public FakeFaultKind Kind { get; private init; }

    /// <summary>The operations it hits; empty means every one.</summary>
    public IReadOnlyList<FakeOperation> Operations { get; private init; } = [];

    /// <summary>A further condition; null means none.</summary>
    public Func<FakeRequest, bool>? Condition { get; private init; }

    /// <summary>How many requests it hits; null means all from now on.</summary>
    public int? Times { get; private init; } = 1;

    internal TimeSpan DelayTime { get; private init; }

    internal Func<DateTimeOffset, FakeResponse>? Answer { get; private init; }

    internal Func<FakeResponse, FakeResponse>? Change { get; private init; }

    /// <summary>Answers with a given response.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static FakeFault Respond(FakeResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new(FakeFaultKind.Respond) { Answer = _ => response };
    }

    /// <summary>Answers with status, body and content type.</summary>
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

    /// <summary>Answers 500; the documentation says the error object may be missing.</summary>
    /// <param name="withErrorObject">Whether the body is the <c>internal_server_error</c> object or empty.</param>
    /// <returns>The fault.</returns>
    public static FakeFault ServerError(bool withErrorObject = true) =>
        withErrorObject ? EnhancedError("internal_server_error") : Respond(500);

    /// <summary>Answers with one of the 47 documented enhanced errors at the top level, with the status of the code table.</summary>
    /// <param name="code">The code.</param>
    /// <param name="details">The optional <c>details</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The code is not documented.</exception>
    public static FakeFault EnhancedError(string code, string? details = null)
    {
        EnhancedErrors.ThrowIfUnknown(code, nameof(code));
        return new(FakeFaultKind.Respond) { Answer = _ => EnhancedErrors.Response(code, details) };
    }

    /// <summary>Answers like a network fault between Adobe and an MVPD: 403 with action <c>retry</c>.</summary>
    /// <param name="code"><c>network_received_error</c>, <c>network_connection_timeout</c> or <c>maximum_execution_time_exceeded</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The code is not documented.</exception>
    public static FakeFault RetryableError(string code = "network_received_error") => EnhancedError(code);

    /// <summary>Answers 401 with a body no error shape of REST API V2 fits; such an inconsistency was documented until release 3.5.0.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ForeignUnauthorized() =>
        Respond(401, """<?xml version="1.0"?><error><status>401</status><message>Unauthorized</message></error>""", "application/xml");

    /// <summary>Answers with an HTML page.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault HtmlPage(int status = 503) => Respond(OtherErrors.UserAgent(status, "Injected fault."));

    /// <summary>Answers with text that is no JSON although the content type says so.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault NotJson(int status = 200) => Respond(status, "{\"profiles\": oops", "application/json;charset=UTF-8");

    /// <summary>Answers without a body but with the JSON content type.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static FakeFault EmptyBody(int status = 200) => Respond(status, "", "application/json;charset=UTF-8");

    /// <summary>Answers 429 as the throttle does: HTML, no <c>Retry-After</c>.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault TooManyRequests() => new(FakeFaultKind.Respond) { Answer = Throttle.TooManyRequests };

    /// <summary>Waits on the clock of the fake before the request is looked at. The caller's cancellation ends the wait.</summary>
    /// <param name="time">How long; not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static FakeFault Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new(FakeFaultKind.Delay) { DelayTime = time };
    }

    /// <summary>Breaks the connection before anything was carried out.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ResetBeforeProcessing() => new(FakeFaultKind.ResetBeforeProcessing);

    /// <summary>Carries the request out and loses the answer.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ResetAfterProcessing() => new(FakeFaultKind.ResetAfterProcessing);

    /// <summary>Carries the request out, announces the whole body, sends its first half and breaks the connection.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault TruncatedBody() => Alter(static answer => answer with { TruncateAfter = answer.TotalLength / 2 });

    /// <summary>Carries the request out and pads the answer with trailing blanks (JSON stays valid) up to a length.</summary>
    /// <param name="bytes">The length of the whole body, in bytes; positive. Shorter than the answer changes nothing.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    public static FakeFault HugeBody(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return Alter(answer => answer with { TrailingBlanks = Math.Max(0, bytes - answer.Body.Length) });
    }

    /// <summary>
    /// Carries the request out and changes the JSON type of every value in the answer: strings become numbers, numbers and booleans
    /// strings, arrays objects; objects keep their members. An answer that is no JSON stays as it is.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault WrongTypes() => Alter(static answer =>
    {
        try
        {
            return JsonNode.Parse(answer.Body.Span) is { } body
                ? FakeResponse.Json(answer.Status, Twist(body)) with { Headers = answer.Headers }
                : answer;
        }
        catch (System.Text.Json.JsonException)
        {
            return answer;
        }
    });

    /// <summary>Carries the request out and sends whatever a function makes of the answer.</summary>
    /// <param name="change">The function; it runs outside the lock of the fake.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public static FakeFault Alter(Func<FakeResponse, FakeResponse> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(FakeFaultKind.Alter) { Change = change };
    }

    /// <summary>Limits the fault to operations.</summary>
    /// <param name="operations">The operations.</param>
    /// <returns>The changed copy.</returns>
    public FakeFault On(params FakeOperation[] operations) => this with { Operations = [.. operations] };

    /// <summary>Limits the fault to requests that fulfil a condition.</summary>
    /// <param name="condition">The condition; it must not call back into the fake.</param>
    /// <returns>The changed copy.</returns>
    public FakeFault When(Func<FakeRequest, bool> condition) => this with { Condition = condition };

    /// <summary>Sets how many requests the fault hits.</summary>
    /// <param name="times">The number; at least 1.</param>
    /// <returns>The changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public FakeFault Count(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return this with { Times = times };
    }

    /// <summary>Makes the fault hit every request until it is removed.</summary>
    /// <returns>The changed copy.</returns>
    public FakeFault Forever() => this with { Times = null };

    internal bool Matches(FakeRequest request) =>
        (Operations.Count == 0 || Operations.Contains(request.Operation)) && (Condition?.Invoke(request) ?? true);

    private static JsonNode Twist(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                return new JsonObject(map.Select(static member =>
                    KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Twist(member.Value))));
            case JsonArray:
                return new JsonObject();
            default:
                return node.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ? JsonValue.Create(1)
                    : JsonValue.Create(node.ToJsonString());
        }
    }
}
