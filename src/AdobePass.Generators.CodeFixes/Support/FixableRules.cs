namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>The rules that have a fix. A test holds the ids equal to those of the analyzers.</summary>
internal static class FixableRules
{
    public const string InterfaceIsNotPartial = "AP0004";
    public const string SecretIsLogged = "AP1009";
    public const string PlainHttp = "AP2012";
    public const string UnknownOperation = "AP6001";
    public const string UnknownParameter = "AP6002";
    public const string MissingParameter = "AP6003";
    public const string WrongParameterType = "AP6004";
    public const string UnsupportedReturnType = "AP6005";
    public const string WrongModel = "AP6006";
    public const string AttributeWithoutEffect = "AP6009";
    public const string NoCancellationToken = "AP6010";
}
