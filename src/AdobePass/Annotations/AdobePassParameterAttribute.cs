namespace AdobePass;

/// <summary>
/// Binds a parameter of a client method to a path, query or header parameter of the operation, independent of the parameter's name.
/// </summary>
/// <param name="name">The name of the parameter on the wire, for example <c>AP-TempPass-Identity</c>. Case is ignored.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AdobePassParameterAttribute(string name) : Attribute
{
    /// <summary>Gets the name of the parameter on the wire.</summary>
    public string Name { get; } = name;
}
