using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Catalog;

/// <summary>The operations of Dynamic Client Registration and REST API V2 with the headers that Adobe's reference lists for each. A test holds them equal to <c>api-spec</c>.</summary>
internal static class PassOperations
{
    private const string Subject = "Adobe-Subject-Token";
    private const string Roku = "X-Roku-Reserved-Roku-Connect-Token";
    private const string Service = "AD-Service-Token";
    private const string Partner = "AP-Partner-Framework-Status";
    private const string TempPass = "AP-TempPass-Identity";
    private const string Visitor = "AP-Visitor-Identifier";

    public static readonly IReadOnlyList<PassOperation> All =
    [
        new(PassOperationKind.Register, "registerClient", "processSoftwareStatementUsingPOST", "POST", "/o/client/register", Presence.Required, Presence.Undefined),
        new(PassOperationKind.Token, "requestAccessToken", "generateAccessTokenUsingPOST", "POST", "/o/client/token", Presence.Required, Presence.Undefined),
        new(PassOperationKind.Configuration, "getConfiguration", "handleRequestUsingGET", "GET", "/api/v2/{serviceProvider}/configuration", Presence.Optional, Presence.Optional, Visitor),
        new(PassOperationKind.Session, "createSession", "createSessionUsingPOST", "POST", "/api/v2/{serviceProvider}/sessions", Presence.Required, Presence.Required, Subject, Roku, Service, Visitor),
        new(PassOperationKind.Session, "resumeSession", "resumeSessionUsingPOST", "POST", "/api/v2/{serviceProvider}/sessions/{code}", Presence.Undefined, Presence.Undefined, Visitor),
        new(PassOperationKind.Session, "getSession", "getSessionStatusUsingGET", "GET", "/api/v2/{serviceProvider}/sessions/{code}", Presence.Undefined, Presence.Undefined, Visitor),
        new(PassOperationKind.UserAgent, "startAuthentication", "startAuthenticationUsingGET", "GET", "/api/v2/authenticate/{serviceProvider}/{code}", Presence.Undefined, Presence.Undefined),
        new(PassOperationKind.Profiles, "getProfiles", "getProfilesUsingGET", "GET", "/api/v2/{serviceProvider}/profiles", Presence.Required, Presence.Required, Subject, Roku, Service, Partner, Visitor),
        new(PassOperationKind.Profiles, "getProfileForMvpd", "getProfileForMvpdUsingGET", "GET", "/api/v2/{serviceProvider}/profiles/{mvpd}", Presence.Required, Presence.Required, Subject, Roku, Service, Partner, TempPass, Visitor),
        new(PassOperationKind.ProfileForCode, "getProfileForCode", "getProfileForCodeUsingGET", "GET", "/api/v2/{serviceProvider}/profiles/code/{code}", Presence.Undefined, Presence.Undefined, TempPass, Visitor),
        new(PassOperationKind.Preauthorize, "preauthorize", "retrievePreAuthorizeDecisionsForMvpdUsingPOST", "POST", "/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}", Presence.Required, Presence.Required, Subject, Roku, Service, Partner, Visitor),
        new(PassOperationKind.Authorize, "authorize", "retrieveAuthorizeDecisionsForMvpdUsingPOST", "POST", "/api/v2/{serviceProvider}/decisions/authorize/{mvpd}", Presence.Required, Presence.Required, Subject, Roku, Service, Partner, TempPass, Visitor),
        new(PassOperationKind.Logout, "logout", "getLogoutForMvpdUsingGET", "GET", "/api/v2/{serviceProvider}/logout/{mvpd}", Presence.Required, Presence.Required, Subject, Roku, Service, Visitor),
        new(PassOperationKind.Session, "createPartnerSession", "retrieveVerificationTokenUsingPOST", "POST", "/api/v2/{serviceProvider}/sessions/sso/{partner}", Presence.Required, Presence.Required, Partner, Visitor),
        new(PassOperationKind.Profiles, "createPartnerProfile", "createPartnerProfileUsingPOST", "POST", "/api/v2/{serviceProvider}/profiles/sso/{partner}", Presence.Required, Presence.Required, Partner, Visitor),
    ];

    private static readonly Dictionary<string, PassOperation> ById = All
        .SelectMany(static operation => new[] { (operation.Id, operation), (operation.PublishedId, operation) })
        .ToDictionary(static pair => Names.Fold(pair.Item1), static pair => pair.operation, StringComparer.Ordinal);

    /// <summary>The names under which an interface that declares nothing has the operations.</summary>
    public static readonly IReadOnlyCollection<string> MethodNames = [.. All.SelectMany(static operation => new[] { operation.Id, operation.PublishedId, operation.PublishedId + "1" }).Select(static id => Names.Pascal(id) + "Async")];

    /// <summary>Finds the operation with a method, in any case, and a path.</summary>
    public static PassOperation? FindAt(string method, string path)
    {
        foreach (var operation in All)
        {
            if (operation.Path == path && string.Equals(operation.Method, method, StringComparison.OrdinalIgnoreCase))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The operation with an id, as the bundled specs or Adobe's documents have it; a number at its end, as in <c>…UsingGET_1</c>, is ignored.</summary>
    public static PassOperation? Find(string operationId) =>
        ById.TryGetValue(Names.Fold(operationId), out var found) || ById.TryGetValue(Names.Fold(operationId).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), out found) ? found : null;
}
