namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the categories of the rules.</summary>
internal static class RuleCategories
{
    public const string Setup = "AdobePass.Setup";
    public const string Credentials = "AdobePass.Credentials";
    public const string Requests = "AdobePass.Requests";
    public const string Secrets = "AdobePass.Secrets";
    public const string Flow = "AdobePass.Flow";
    public const string Configuration = "AdobePass.Configuration";
    public const string Interfaces = "AdobePass.Interfaces";
    public const string Specs = "AdobePass.Specs";
}
