using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>
/// Specifies the headers of a <see cref="StreamingDevice"/> that an operation defines, required or optional. Other headers are not sent.
/// </summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DeviceHeaders
{
    /// <summary>The operation defines none of them.</summary>
    None = 0,

    /// <summary><c>AP-Device-Identifier</c>.</summary>
    DeviceIdentifier = 1,

    /// <summary><c>X-Device-Info</c>.</summary>
    DeviceInformation = 2,

    /// <summary><c>X-Forwarded-For</c>.</summary>
    ForwardedFor = 4,
}
