namespace AdobePass.Generators.Binding;

/// <summary>A mistake between an interface and the spec.</summary>
/// <param name="Part">The index of the interface part; -1 for the interface as a whole.</param>
/// <param name="Method">The index of the method in its part; -1 for the interface as a whole.</param>
/// <param name="Parameter">The index of the parameter; -1 for the method as a whole.</param>
/// <param name="Place">What to underline of the method where no parameter is named.</param>
internal sealed record BindingFault(string RuleId, string Message, int Part, int Method, int Parameter, FaultPlace Place, string? Nearest = null);

internal enum FaultPlace
{
    Name,
    ReturnType,
    Parameter,
    Attribute,
}
