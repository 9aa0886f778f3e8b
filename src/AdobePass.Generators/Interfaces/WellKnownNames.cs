namespace AdobePass.Generators.Interfaces;

/// <summary>Names of the runtime that symbols are compared with.</summary>
internal static class WellKnownNames
{
    public const string ApiAttribute = "AdobePass.AdobePassApiAttribute";
    public const string OperationAttribute = "AdobePass.AdobePassOperationAttribute";
    public const string ParameterAttribute = "AdobePass.AdobePassParameterAttribute";
    public const string JsonModelInterface = "AdobePass.Runtime.IJsonModel";
    public const string EnumerationInterface = "AdobePass.Runtime.IOpenEnumeration";

    /// <summary>How the names of emitted files end; members in such files are ours and not the author's.</summary>
    public const string EmittedFileSuffix = ".AdobePass.g.cs";
}
