namespace AdobePass;

/// <summary>Binds a method of an <see cref="AdobePassApiAttribute"/> interface to an operation of the spec, whatever the method is called.</summary>
/// <param name="operationId">The operation's <c>operationId</c> in the spec, for example <c>authorize</c>. Upper and lower case are ignored.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AdobePassOperationAttribute(string operationId) : Attribute
{
    /// <summary>The operation's id in the spec.</summary>
    public string OperationId { get; } = operationId;
}
