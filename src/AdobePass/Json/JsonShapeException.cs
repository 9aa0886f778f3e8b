using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>
/// Represents a JSON value that does not match the model. It contains the byte position of the reader. The path is computed only when the
/// error is reported.
/// </summary>
internal sealed class JsonShapeException(string message, long position, string? missingMember) : JsonException(message)
{
    internal const string NotUnicode = "the string is not valid Unicode";

    internal long Position { get; } = position;

    internal string? MissingMember { get; } = missingMember;
}
