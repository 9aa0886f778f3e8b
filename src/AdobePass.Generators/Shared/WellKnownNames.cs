namespace AdobePass.Generators.Shared;

/// <summary>Contains the names of the runtime types that symbols are compared with.</summary>
internal static class WellKnownNames
{
    public const string ApiAttribute = "AdobePass.AdobePassApiAttribute";
    public const string ApiAttributeName = "AdobePassApiAttribute";
    public const string OperationAttribute = "AdobePassOperationAttribute";
    public const string ParameterAttribute = "AdobePassParameterAttribute";
    public const string OperationAttributeType = "AdobePass." + OperationAttribute;
    public const string ParameterAttributeType = "AdobePass." + ParameterAttribute;

    /// <summary>The suffix of the names of emitted files. Members in such files come from the generator, not from the author.</summary>
    public const string EmittedFileSuffix = ".AdobePass.g.cs";
}
