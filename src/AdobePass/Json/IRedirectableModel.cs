using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>
/// Represents a generated model that is the root of a response, if the service may send a redirect instead of this response.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRedirectableModel
{
    /// <summary>Sets the target of the redirect.</summary>
    /// <param name="uri">The absolute target.</param>
    void SetRedirectUri(Uri uri);
}
