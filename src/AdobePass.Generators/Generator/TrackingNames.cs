namespace AdobePass.Generators.Generator;

/// <summary>Contains the names of the pipeline stages, which tests track.</summary>
internal static class TrackingNames
{
    public const string Specs = "AdobePass.Specs";
    public const string Interfaces = "AdobePass.Interfaces";
    public const string Target = "AdobePass.Target";
    public const string Names = "AdobePass.Names";
    public const string Bound = "AdobePass.Bound";
    public const string Models = "AdobePass.Models";
}
