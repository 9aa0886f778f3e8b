namespace AdobePass.Generators.Shared.Json;

/// <summary>Represents a JSON syntax error at a position.</summary>
internal sealed class JsonSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
