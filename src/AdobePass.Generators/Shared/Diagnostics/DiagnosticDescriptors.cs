using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>The descriptor of every rule in this assembly.</summary>
internal static class DiagnosticDescriptors
{
    private const string Credentials = "AdobePass.Credentials";
    private const string Requests = "AdobePass.Requests";
    private const string Secrets = "AdobePass.Secrets";
    private const string Flow = "AdobePass.Flow";
    private const string Configuration = "AdobePass.Configuration";

    // Messages are composed where the mistake is found, because only there are the names of what was meant.
    private const string Message = "{0}";

    public static readonly DiagnosticDescriptor CredentialsAreNotKept = Warning(RuleIds.CredentialsAreNotKept, "Client credentials are not kept", Credentials);
    public static readonly DiagnosticDescriptor RegistrationAsRecovery = Warning(RuleIds.RegistrationAsRecovery, "The device is registered again after a refused token", Credentials);
    public static readonly DiagnosticDescriptor VolatileStore = Warning(RuleIds.VolatileStore, "Client credentials are kept in memory alone", Credentials);
    public static readonly DiagnosticDescriptor TokenPerCall = Warning(RuleIds.TokenPerCall, "An access token is requested and not reused", Credentials);
    public static readonly DiagnosticDescriptor ClientPerUse = Warning(RuleIds.ClientPerUse, "A connection is made for each use", Credentials);
    public static readonly DiagnosticDescriptor SharedDeviceIdentifier = Warning(RuleIds.SharedDeviceIdentifier, "All viewers share one device identifier", Credentials);
    public static readonly DiagnosticDescriptor WrongTimeUnit = Warning(RuleIds.WrongTimeUnit, "A time is read in the wrong unit", Credentials);
    public static readonly DiagnosticDescriptor CredentialsDeletedOnFailure = Warning(RuleIds.CredentialsDeletedOnFailure, "Client credentials are deleted on any failure", Credentials);
    public static readonly DiagnosticDescriptor SecretIsLogged = Warning(RuleIds.SecretIsLogged, "A secret is logged or shown", Credentials);

    public static readonly DiagnosticDescriptor DeviceInfoIsMissing = Warning(RuleIds.DeviceInfoIsMissing, "X-Device-Info is missing", Requests);
    public static readonly DiagnosticDescriptor DeviceIdentifierIsMissing = Warning(RuleIds.DeviceIdentifierIsMissing, "AP-Device-Identifier is missing", Requests);
    public static readonly DiagnosticDescriptor ForwardedForIsMissing = Warning(RuleIds.ForwardedForIsMissing, "X-Forwarded-For is missing", Requests);
    public static readonly DiagnosticDescriptor MalformedDeviceInfo = Warning(RuleIds.MalformedDeviceInfo, "The device information is malformed", Requests);
    public static readonly DiagnosticDescriptor MalformedDeviceIdentifier = Warning(RuleIds.MalformedDeviceIdentifier, "The device identifier is malformed", Requests);
    public static readonly DiagnosticDescriptor UnstableDeviceIdentifier = Warning(RuleIds.UnstableDeviceIdentifier, "The device identifier is new at every start", Requests);
    public static readonly DiagnosticDescriptor UndefinedHeader = Info(RuleIds.UndefinedHeader, "The operation has no such header", Requests);
    public static readonly DiagnosticDescriptor DeviceHeaderOnSharedClient = Warning(RuleIds.DeviceHeaderOnSharedClient, "A header of one device is set for all", Requests);
    public static readonly DiagnosticDescriptor ServerDescribesItself = Warning(RuleIds.ServerDescribesItself, "A server names its own address instead of the viewer's", Requests);
    public static readonly DiagnosticDescriptor SecretInAddress = Warning(RuleIds.SecretInAddress, "A client secret stands in an address", Requests);
    public static readonly DiagnosticDescriptor WrongContentType = Warning(RuleIds.WrongContentType, "The body has the wrong content type", Requests);
    public static readonly DiagnosticDescriptor PlainHttp = Error(RuleIds.PlainHttp, "Adobe Pass is called without encryption", Requests);

    public static readonly DiagnosticDescriptor AccessTokenInSource = Warning(RuleIds.AccessTokenInSource, "An access token stands in the source", Secrets);
    public static readonly DiagnosticDescriptor SoftwareStatementInSource = Warning(RuleIds.SoftwareStatementInSource, "A software statement stands in the source", Secrets);
    public static readonly DiagnosticDescriptor ConstantClientSecret = Warning(RuleIds.ConstantClientSecret, "A client secret is constant", Secrets);
    public static readonly DiagnosticDescriptor ConstantAccessToken = Warning(RuleIds.ConstantAccessToken, "An access token is constant", Secrets);
    public static readonly DiagnosticDescriptor ConstantIdentityToken = Warning(RuleIds.ConstantIdentityToken, "An identity token is constant", Secrets);
    public static readonly DiagnosticDescriptor TokenInSettings = Warning(RuleIds.TokenInSettings, "A token stands in a settings file", Secrets);

    public static readonly DiagnosticDescriptor FastPolling = Warning(RuleIds.FastPolling, "Polling is faster than every 3 seconds", Flow);
    public static readonly DiagnosticDescriptor EndlessPolling = Warning(RuleIds.EndlessPolling, "Polling has no end", Flow);
    public static readonly DiagnosticDescriptor UnboundedRetry = Warning(RuleIds.UnboundedRetry, "A decision is asked for again without bound", Flow);
    public static readonly DiagnosticDescriptor RetryWithoutWait = Warning(RuleIds.RetryWithoutWait, "A throttled request is sent again at once", Flow);
    public static readonly DiagnosticDescriptor ConfigurationInLoop = Info(RuleIds.ConfigurationInLoop, "The configuration is fetched again and again", Flow);
    public static readonly DiagnosticDescriptor LogoutOnDenial = Info(RuleIds.LogoutOnDenial, "A denial logs the viewer out", Flow);
    public static readonly DiagnosticDescriptor CachedAuthorization = Warning(RuleIds.CachedAuthorization, "An authorization is kept for later playback", Flow);
    public static readonly DiagnosticDescriptor OldApi = Info(RuleIds.OldApi, "An address belongs to REST API V1", Flow);
    public static readonly DiagnosticDescriptor DecisionByPosition =
        Warning(RuleIds.DecisionByPosition, "A decision is read by its position", Flow);

    public static readonly DiagnosticDescriptor RegisteredTwice = Warning(RuleIds.RegisteredTwice, "Adobe Pass is registered twice", Configuration);
    public static readonly DiagnosticDescriptor ProductionInTests = Info(RuleIds.ProductionInTests, "Tests call the production environment", Configuration);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        CredentialsAreNotKept, RegistrationAsRecovery, VolatileStore, TokenPerCall, ClientPerUse, SharedDeviceIdentifier, WrongTimeUnit, CredentialsDeletedOnFailure, SecretIsLogged,
        DeviceInfoIsMissing, DeviceIdentifierIsMissing, ForwardedForIsMissing, MalformedDeviceInfo, MalformedDeviceIdentifier, UnstableDeviceIdentifier, UndefinedHeader, DeviceHeaderOnSharedClient, ServerDescribesItself, SecretInAddress, WrongContentType, PlainHttp,
        AccessTokenInSource, SoftwareStatementInSource, ConstantClientSecret, ConstantAccessToken, ConstantIdentityToken, TokenInSettings,
        FastPolling, EndlessPolling, UnboundedRetry, RetryWithoutWait, ConfigurationInLoop, LogoutOnDenial, CachedAuthorization, OldApi,
        DecisionByPosition,
        RegisteredTwice, ProductionInTests,
    }
    .Concat(SetupDescriptors.All)
    .Concat(InterfaceDescriptors.All)
    .Concat(SpecDescriptors.All)
    .GroupBy(static descriptor => descriptor.Id, StringComparer.Ordinal)
    .ToDictionary(static rule => rule.Key, static rule => rule.First(), StringComparer.Ordinal);

    /// <summary>Gets a descriptor of every rule; some rules have others with the same id for other messages.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Of(string ruleId) => ById[ruleId];

    private static DiagnosticDescriptor Error(string id, string title, string category) => Create(id, title, category, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string category) => Create(id, title, category, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string category) => Create(id, title, category, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string category, DiagnosticSeverity severity) =>
        new(id, title, Message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
