namespace AdobePass.Generators.Shared;

/// <summary>Names of the runtime that symbols are compared with.</summary>
internal static class WellKnownNames
{
    public const string ApiAttribute = "AdobePass.AdobePassApiAttribute";
    public const string ApiAttributeName = "AdobePassApiAttribute";
    public const string OperationAttribute = "AdobePassOperationAttribute";
    public const string ParameterAttribute = "AdobePassParameterAttribute";
    public const string OperationAttributeType = "AdobePass." + OperationAttribute;
    public const string ParameterAttributeType = "AdobePass." + ParameterAttribute;

    /// <summary>How the names of emitted files end; members in such files are ours and not the author's.</summary>
    public const string EmittedFileSuffix = ".AdobePass.g.cs";
}
