using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>
/// What the JSON lacks or mistypes. It knows the byte where the reader stood; the path is worked out from it only when somebody reports the fault.
/// </summary>
internal sealed class JsonShapeException(string message, long position, string? missingMember) : JsonException(message)
{
    internal const string NotUnicode = "the text is not valid Unicode";

    internal long Position { get; } = position;

    internal string? MissingMember { get; } = missingMember;
}
