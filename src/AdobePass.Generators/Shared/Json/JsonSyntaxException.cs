namespace AdobePass.Generators.Shared.Json;

/// <summary>The text is no JSON from a position on.</summary>
internal sealed class JsonSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
