using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents an extensible enum that is generated from a spec.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IExtensibleEnum
{
    /// <summary>Gets the string that is sent and received.</summary>
    string Value { get; }
}
