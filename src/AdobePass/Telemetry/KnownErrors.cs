namespace AdobePass;

/// <summary>
/// The documented error codes and actions. A tag has one of them or <c>other</c>: what the service sends beside them could be anything, and
/// without bound.
/// </summary>
/// <remarks>Those of REST API V2 are emitted from its spec. A test compares all of them with the specs.</remarks>
internal static class KnownErrors
{
    private const string Other = "other";

    internal static IReadOnlyCollection<string> Actions => ActionSet;

    internal static IReadOnlyCollection<string> Codes => CodeSet;

    private static HashSet<string> ActionSet { get; } = new(ErrorAction.DocumentedValues, StringComparer.Ordinal);

    private static HashSet<string> CodeSet { get; } = new(ErrorCode.DocumentedValues, StringComparer.Ordinal)
    {
        // Registration and token requests.
        "invalid_request",
        "invalid_redirect_uri",
        "invalid_software_statement",
        "unapproved_software_statement",
        "invalid_client",
        "unauthorized_client",
        "unsupported_grant_type",
    };

    internal static string? ActionOf(string? action) => action is null || ActionSet.Contains(action) ? action : Other;

    internal static string? CodeOf(string? code) => code is null || CodeSet.Contains(code) ? code : Other;
}
