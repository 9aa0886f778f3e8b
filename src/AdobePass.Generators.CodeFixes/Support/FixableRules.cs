namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>The rules that have a fix. A test holds the ids equal to those of the analyzers.</summary>
internal static class FixableRules
{
    public const string InterfaceIsNotPartial = "AP0004";
    public const string VolatileStore = "AP1003";
    public const string ClientPerUse = "AP1005";
    public const string WrongTimeUnit = "AP1007";
    public const string SecretIsLogged = "AP1009";
    public const string DeviceInfoIsMissing = "AP2001";
    public const string DeviceIdentifierIsMissing = "AP2002";
    public const string UndefinedHeader = "AP2007";
    public const string WrongContentType = "AP2011";
    public const string PlainHttp = "AP2012";
    public const string AccessTokenInSource = "AP3001";
    public const string SoftwareStatementInSource = "AP3002";
    public const string ConstantClientSecret = "AP3003";
    public const string ConstantAccessToken = "AP3004";
    public const string FastPolling = "AP4001";
    public const string RetryWithoutWait = "AP4004";
    public const string DecisionByPosition = "AP4012";
    public const string ProductionInTests = "AP5003";
    public const string UnknownOperation = "AP6001";
    public const string UnknownParameter = "AP6002";
    public const string MissingParameter = "AP6003";
    public const string WrongParameterType = "AP6004";
    public const string UnsupportedReturnType = "AP6005";
    public const string WrongModel = "AP6006";
    public const string AttributeWithoutEffect = "AP6009";
    public const string NoCancellationToken = "AP6010";
}
