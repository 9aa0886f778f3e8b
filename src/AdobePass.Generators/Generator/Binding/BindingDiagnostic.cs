namespace AdobePass.Generators.Generator.Binding;

/// <summary>A mistake between an interface and the spec.</summary>
/// <param name="Part">The index of the interface part; -1 for the interface as a whole.</param>
/// <param name="Method">The index of the method in its part; -1 for the interface as a whole.</param>
/// <param name="Parameter">The index of the parameter; -1 for the method as a whole.</param>
/// <param name="Location">What to underline of the method or the parameter.</param>
/// <param name="ClosestMatch">The name that was meant or is missing, for a code fix.</param>
/// <param name="TypeText">The type that belongs there, with <c>global::</c>, for a code fix.</param>
internal sealed record BindingDiagnostic(string RuleId, string Message, int Part, int Method, int Parameter, BindingLocation Location, string? ClosestMatch = null, string? TypeText = null);

internal enum BindingLocation
{
    Name,
    ReturnType,
    Parameter,
    Attribute,
}
