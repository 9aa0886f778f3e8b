using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>An open enumeration emitted from a spec.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IExtensibleEnum
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }
}
