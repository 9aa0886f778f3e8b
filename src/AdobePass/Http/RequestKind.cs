using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Specifies to which part of the service an operation belongs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RequestKind
{
    /// <summary>The operation belongs to an API. This is the default.</summary>
    Api,

    /// <summary>The operation registers a client. A second request would create a second pair of credentials.</summary>
    Registration,

    /// <summary>The operation requests an access token.</summary>
    Token,
}
