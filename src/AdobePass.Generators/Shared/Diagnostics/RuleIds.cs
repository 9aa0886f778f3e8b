namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the ids of the rules.</summary>
internal static class RuleIds
{
    public const string UnknownSpec = "AP0001";
    public const string LanguageVersionTooOld = "AP0002";
    public const string InterfaceCannotBeImplemented = "AP0003";
    public const string InterfaceIsNotPartial = "AP0004";
    public const string SpecNameIsTaken = "AP0005";
    public const string ModelsAreNotImported = "AP0007";

    public const string CredentialsAreNotKept = "AP1001";
    public const string RegistrationAsRecovery = "AP1002";
    public const string VolatileStore = "AP1003";
    public const string TokenPerCall = "AP1004";
    public const string ClientPerUse = "AP1005";
    public const string SharedDeviceIdentifier = "AP1006";
    public const string WrongTimeUnit = "AP1007";
    public const string CredentialsDeletedOnFailure = "AP1008";
    public const string SecretIsLogged = "AP1009";

    public const string DeviceInfoIsMissing = "AP2001";
    public const string DeviceIdentifierIsMissing = "AP2002";
    public const string ForwardedForIsMissing = "AP2003";
    public const string MalformedDeviceInfo = "AP2004";
    public const string MalformedDeviceIdentifier = "AP2005";
    public const string UnstableDeviceIdentifier = "AP2006";
    public const string UndefinedHeader = "AP2007";
    public const string DeviceHeaderOnSharedClient = "AP2008";
    public const string ConstantForwardedFor = "AP2009";
    public const string SecretInUrl = "AP2010";
    public const string WrongContentType = "AP2011";
    public const string PlainHttp = "AP2012";

    public const string AccessTokenInSource = "AP3001";
    public const string SoftwareStatementInSource = "AP3002";
    public const string ConstantClientSecret = "AP3003";
    public const string ConstantAccessToken = "AP3004";
    public const string ConstantIdentityToken = "AP3005";
    public const string TokenInSettings = "AP3006";

    public const string FastPolling = "AP4001";
    public const string EndlessPolling = "AP4002";
    public const string UnboundedRetry = "AP4003";
    public const string RetryWithoutWait = "AP4004";
    public const string ConfigurationInLoop = "AP4006";
    public const string LogoutOnDenial = "AP4007";
    public const string CachedAuthorization = "AP4009";
    public const string OldApi = "AP4010";
    public const string DecisionByPosition = "AP4012";
    public const string AccessEnabler = "AP4013";
    public const string MixedApis = "AP4014";
    public const string OldScope = "AP4015";
    public const string StoredPermit = "AP4016";
    public const string CatalogStartsPlayback = "AP4017";
    public const string SignInWithoutCancellation = "AP4018";

    public const string RegisteredTwice = "AP5002";
    public const string ProductionInTests = "AP5003";

    public const string UnknownOperation = "AP6001";
    public const string UnknownParameter = "AP6002";
    public const string MissingParameter = "AP6003";
    public const string WrongParameterType = "AP6004";
    public const string UnsupportedReturnType = "AP6005";
    public const string WrongModel = "AP6006";
    public const string UnsupportedMember = "AP6007";
    public const string MissingJsonContext = "AP6008";
    public const string AttributeWithoutEffect = "AP6009";
    public const string NoCancellationToken = "AP6010";
    public const string DeprecatedOperation = "AP6011";

    public const string SpecIsNotJson = "AP7001";
    public const string SpecIsYaml = "AP7002";
    public const string SpecIsNotOpenApi = "AP7003";
    public const string SpecReferenceIsBroken = "AP7004";
    public const string SpecReferenceIsCircular = "AP7005";
    public const string SpecOperationHasNoId = "AP7006";
    public const string SpecIsUnsupported = "AP7007";
    public const string SpecOperationIsNamed = "AP7010";
    public const string SpecBodyIsUnsupported = "AP7011";
    public const string SpecIsSimplified = "AP7012";
}
