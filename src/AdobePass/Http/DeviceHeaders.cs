using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>The headers of a <see cref="StreamingDevice"/> that an operation defines, required or optional; others are never sent to it.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DeviceHeaders
{
    /// <summary>The operation defines none.</summary>
    None = 0,

    /// <summary><c>AP-Device-Identifier</c>.</summary>
    DeviceIdentifier = 1,

    /// <summary><c>X-Device-Info</c>.</summary>
    DeviceInformation = 2,

    /// <summary><c>X-Forwarded-For</c>.</summary>
    ForwardedFor = 4,
}
