using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents a generated model that is the root of a response and keeps the parts that could not be read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IResponseModel
{
    /// <summary>Sets the parts of the response that could not be read.</summary>
    /// <param name="issues">The parts.</param>
    void SetReadIssues(IReadOnlyList<ReadIssue> issues);
}
