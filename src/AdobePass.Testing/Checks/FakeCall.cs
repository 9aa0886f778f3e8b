using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>One request on its way through the service: what was read from it so far and why it was refused, if it was.</summary>
internal sealed class FakeCall(FakeRequest request, Route route, FakeAdobePassOptions options)
{
    public FakeRequest Request { get; } = request;

    public Route Route { get; } = route;

    public FakeAdobePassOptions Options { get; } = options;

    /// <summary>The one reading of the clock every part of the answer uses.</summary>
    public DateTimeOffset Now { get; } = options.TimeProvider.GetUtcNow();

    public bool IsStrict => Options.Strictness == FakeStrictness.Strict;

    public string ServiceProvider => Route.ServiceProvider;

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; } = FormParser.Parse(request.Query);

    public IReadOnlyList<KeyValuePair<string, string>> Form { get; set; } = [];

    public JsonObject? Json { get; set; }

    public ClientRecord? Client { get; set; }

    public string? DeviceId { get; set; }

    public JsonObject? DeviceInfo { get; set; }

    public SsoKeys Sso { get; set; }

    /// <summary>The decoded identity of <c>AP-TempPass-Identity</c>, or null.</summary>
    public string? TempPassIdentity { get; set; }

    public Owner Owner => new(Client?.Id ?? "", DeviceId ?? "", ServiceProvider);

    /// <summary>Why the request was refused, for the exchange.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the refusal is a breach of the reference (shape of the request), not of a business rule.</summary>
    public bool IsViolation { get; private set; }

    /// <summary>Refuses a request whose shape the reference does not allow, citing the page of the operation.</summary>
    public FakeResponse Reject(string report, FakeResponse response) => Reject(report, ReferencePages.For(Request.Operation), response);

    /// <summary>Refuses a request whose shape the reference does not allow, citing a page by its public title.</summary>
    public FakeResponse Reject(string report, string page, FakeResponse response)
    {
        IsViolation = true;
        Reason = $"operation {Request.Operation}: {ReferencePages.See(report, page)}";
        return response with { ReasonPhrase = Reason };
    }

    /// <summary>Refuses a well-formed request with an enhanced error at the top level.</summary>
    public FakeResponse Refuse(string code, string reason)
    {
        Reason = $"operation {Request.Operation}: {code}: {reason}";
        return EnhancedErrors.Response(code);
    }

    /// <summary>Refuses a request with any other answer.</summary>
    public FakeResponse Refuse(FakeResponse response, string reason)
    {
        Reason = $"operation {Request.Operation}: {reason}";
        return response;
    }

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
