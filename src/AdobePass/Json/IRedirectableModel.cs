using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>
/// Represents a model emitted from a spec that is the root of a response for which the service may send a redirect instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRedirectableModel
{
    /// <summary>Sets the target of the redirect.</summary>
    /// <param name="uri">The target, absolute.</param>
    void SetRedirectUri(Uri uri);
}
