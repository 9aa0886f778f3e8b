using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>Represents a request while it is processed: the values read from it, and the reason for a rejection.</summary>
internal sealed class FakeCall(FakeRequest request, Route route, FakeAdobePassOptions options)
{
    public FakeRequest Request { get; } = request;

    public Route Route { get; } = route;

    public FakeAdobePassOptions Options { get; } = options;

    /// <summary>The time of the request. Every part of the response uses it.</summary>
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

    /// <summary>The reason for the rejection, for the exchange; null if the request was not rejected.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the request violates the reference (the form of a request), not a business rule.</summary>
    public bool IsViolation { get; private set; }

    /// <summary>Rejects a request whose form the reference does not allow, and cites the page of the operation.</summary>
    public FakeResponse ReportViolation(string report, FakeResponse response) =>
        ReportViolation(report, ReferencePages.For(Request.Operation), response);

    /// <summary>Rejects a request whose form the reference does not allow, and cites a page by its public title.</summary>
    public FakeResponse ReportViolation(string report, string page, FakeResponse response)
    {
        IsViolation = true;
        Reason = $"operation {Request.Operation}: {ReferencePages.See(report, page)}";
        return response with { ReasonPhrase = Reason };
    }

    /// <summary>Rejects a well-formed request with an enhanced error at the top level.</summary>
    public FakeResponse Reject(string code, string reason)
    {
        Reason = $"operation {Request.Operation}: {code}: {reason}";
        return EnhancedErrors.Response(code);
    }

    /// <summary>Rejects a request with any other response.</summary>
    public FakeResponse Reject(FakeResponse response, string reason)
    {
        Reason = $"operation {Request.Operation}: {reason}";
        return response;
    }

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
