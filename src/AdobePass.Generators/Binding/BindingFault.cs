namespace AdobePass.Generators.Binding;

/// <summary>A mistake between an interface and the spec.</summary>
/// <param name="Part">The index of the interface part; -1 for the interface as a whole.</param>
/// <param name="Method">The index of the method in its part; -1 for the interface as a whole.</param>
/// <param name="Parameter">The index of the parameter; -1 for the method as a whole.</param>
/// <param name="Place">What to underline of the method or the parameter.</param>
/// <param name="Nearest">The name that was meant or is missing, for a code fix.</param>
/// <param name="TypeText">The type that belongs there, with <c>global::</c>, for a code fix.</param>
internal sealed record BindingFault(string RuleId, string Message, int Part, int Method, int Parameter, FaultPlace Place, string? Nearest = null, string? TypeText = null);

internal enum FaultPlace
{
    Name,
    ReturnType,
    Parameter,
    Attribute,
}
