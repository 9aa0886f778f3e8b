using AdobePass.Testing.Http;

namespace AdobePass.Testing.Conformance;

/// <summary>
/// What the rules read of an exchange. Tokens, client ids, device identifiers and bodies are keyed hashes: equal ones can be told from
/// different ones, and nothing else.
/// </summary>
internal sealed record ExchangeData
{
    private static readonly Route NoRoute = new(FakeOperation.Unknown, MethodFits: true);

    public Route Route { get; init; } = NoRoute;

    public string Method { get; init; } = "";

    public string Host { get; init; } = "";

    public string RawPath { get; init; } = "";

    /// <summary>Whether a fake in this process responded.</summary>
    public bool IsFake { get; init; }

    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    /// <summary>Headers, parameters and members that the operation does not list.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>What is wrong with the device identifier; null if nothing is, or if the header is not required.</summary>
    public string? DeviceIdentifierViolation { get; init; }

    public string? DeviceInfoViolation { get; init; }

    public string? DeviceKey { get; init; }

    public string? PlatformKey { get; init; }

    public string? TokenKey { get; init; }

    /// <summary>The client of a token request, or of the response to a registration.</summary>
    public string? ClientKey { get; init; }

    public string? BodyKey { get; init; }

    /// <summary>The MVPD of the path or of the body.</summary>
    public string? Mvpd { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public string? MarkDetail { get; init; }

    public int Status { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string? IssuedTokenKey { get; init; }

    public TimeSpan? TokenLifetime { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The error code of the token endpoint.</summary>
    public string? RegistrationError { get; init; }

    public string? Code { get; init; }

    public TimeSpan? CodeLifetime { get; init; }

    public string? ActionName { get; init; }

    public string? ReasonType { get; init; }

    public IReadOnlyList<ProfileData>? Profiles { get; init; }

    public IReadOnlyList<DecisionData>? Decisions { get; init; }

    public IReadOnlyList<LogoutData>? Logouts { get; init; }

    public ErrorData? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The path as it may be shown: an authentication code would let others complete a login.</summary>
    public string SafePath => Route switch
    {
        { Operation: FakeOperation.UserAgentPage } => Shorten(1),
        { Operation: FakeOperation.Unknown } => Shorten(3),
        { Code.Length: > 0 } => RawPath[..RawPath.LastIndexOf('/')] + "/***",
        _ => RawPath,
    };

    public bool HasHeader(string name) => HeaderNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string Shorten(int segments)
    {
        var parts = RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return "/" + string.Join('/', parts.Take(segments)) + (parts.Length > segments ? "/***" : "");
    }
}

/// <summary>A profile in a response.</summary>
internal sealed record ProfileData(string Mvpd, string? Type, DateTimeOffset? NotAfter)
{
    /// <summary>Whether its end is known in advance, so that an application can keep it.</summary>
    public bool CanBeKept => Type is not ("temporary" or "degraded") && NotAfter is not null;
}

/// <summary>A decision in a response.</summary>
internal sealed record DecisionData(string Resource, bool IsPermit, TimeSpan? TokenLifetime, ErrorData? Error);

/// <summary>What a logout requires for an MVPD.</summary>
internal sealed record LogoutData(string? ActionType, string? UrlPath);

/// <summary>An error of the service, of a whole response or of a decision.</summary>
internal sealed record ErrorData(string Code, string Action);
