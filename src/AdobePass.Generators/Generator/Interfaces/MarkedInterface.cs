using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Represents a marked interface and the location of its attribute. Only diagnostics use the location; an edit that moves it leaves the
/// model equal.
/// </summary>
internal sealed record MarkedInterface(InterfaceModel Model, LocationInfo Location)
{
    /// <summary>Gets the first type name that does not resolve yet; null if all do.</summary>
    public UnimportedName? UnimportedName { get; init; }
}
