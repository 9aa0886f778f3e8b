namespace AdobePass;

/// <summary>Represents a part of a response that could not be read and was left out.</summary>
/// <param name="path">The JSON path.</param>
/// <param name="message">What was expected and what was found.</param>
public sealed class ReadIssue(string path, string message)
{
    /// <summary>Gets the JSON path of the part that was left out, such as <c>$.decisions[1].error.status</c>.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>Gets what was expected and what was found. It contains no value of the response.</summary>
    public string Message { get; } = message ?? throw new ArgumentNullException(nameof(message));

    /// <summary>Returns the path and the message.</summary>
    /// <returns>The path and the message.</returns>
    public override string ToString() => $"{Path}: {Message}";
}
