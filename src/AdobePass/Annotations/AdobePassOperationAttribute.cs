namespace AdobePass;

/// <summary>
/// Binds a method of an <see cref="AdobePassApiAttribute"/> interface to an operation of the spec, independent of the method's name.
/// </summary>
/// <param name="operationId">
/// The <c>operationId</c> of the operation in the spec, for example <c>authorize</c>. Case is ignored.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AdobePassOperationAttribute(string operationId) : Attribute
{
    /// <summary>Gets the id of the operation in the spec.</summary>
    public string OperationId { get; } = operationId;
}
