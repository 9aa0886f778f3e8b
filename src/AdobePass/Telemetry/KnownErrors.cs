namespace AdobePass;

/// <summary>
/// Contains the documented error codes and actions. A tag has one of them or <c>other</c>, because the service could send any number of
/// other values.
/// </summary>
/// <remarks>All of them are generated from the specs.</remarks>
internal static class KnownErrors
{
    private const string Other = "other";

    internal static IReadOnlyCollection<string> Actions => ActionSet;

    internal static IReadOnlyCollection<string> Codes => CodeSet;

    private static HashSet<string> ActionSet { get; } = new(ErrorAction.DocumentedValues, StringComparer.Ordinal);

    private static HashSet<string> CodeSet { get; } =
        new(ErrorCode.DocumentedValues.Concat(RegistrationErrorCodes.All), StringComparer.Ordinal);

    internal static string? ActionOf(string? action) => action is null || ActionSet.Contains(action) ? action : Other;

    internal static string? CodeOf(string? code) => code is null || CodeSet.Contains(code) ? code : Other;
}
