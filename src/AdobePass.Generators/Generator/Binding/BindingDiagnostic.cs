using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Represents a diagnostic of a difference between an interface and the spec, with the indexes of the member.</summary>
/// <param name="Info">The diagnostic.</param>
/// <param name="Part">The index of the interface part; -1 for the interface as a whole.</param>
/// <param name="Method">The index of the method in its part; -1 for the interface as a whole.</param>
/// <param name="Parameter">The index of the parameter; -1 for the method as a whole.</param>
/// <param name="Type">The required type, for a code fix.</param>
/// <param name="SignaturePart">The part of the method or parameter to underline.</param>
internal sealed record BindingDiagnostic(
    DiagnosticInfo Info,
    int Part,
    int Method,
    int Parameter,
    SignaturePart SignaturePart,
    TypeRef? Type);
