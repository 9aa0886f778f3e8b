namespace AdobePass;

/// <summary>
/// Binds a parameter of a client method to a path, query or header parameter of the operation, whatever the parameter is called.
/// </summary>
/// <param name="name">The parameter's name on the wire, for example <c>AP-TempPass-Identity</c>. Upper and lower case are ignored.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AdobePassParameterAttribute(string name) : Attribute
{
    /// <summary>The parameter's name on the wire.</summary>
    public string Name { get; } = name;
}
