using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents a model emitted from a spec that is the root of a response and keeps what could not be read of it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IResponseModel
{
    /// <summary>Sets the parts of the response that could not be read.</summary>
    /// <param name="issues">The parts.</param>
    void SetReadIssues(IReadOnlyList<ReadIssue> issues);
}
