namespace AdobePass.Generators.Diagnostics;

/// <summary>The rules that this assembly reports.</summary>
internal static class RuleIds
{
    public const string UnknownSpec = "AP0001";
    public const string LanguageVersionTooOld = "AP0002";
    public const string InterfaceCannotBeImplemented = "AP0003";
    public const string InterfaceIsNotPartial = "AP0004";
    public const string SpecNameIsTaken = "AP0005";

    public const string VolatileStore = "AP1003";
    public const string ClientPerUse = "AP1005";
    public const string SharedDeviceIdentifier = "AP1006";
    public const string CredentialsDeletedOnFailure = "AP1008";
    public const string SecretIsLogged = "AP1009";

    public const string UnstableDeviceIdentifier = "AP2006";
    public const string SecretInAddress = "AP2010";
    public const string PlainHttp = "AP2012";

    public const string AccessTokenInSource = "AP3001";
    public const string SoftwareStatementInSource = "AP3002";
    public const string ConstantClientSecret = "AP3003";
    public const string ConstantAccessToken = "AP3004";

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
}
