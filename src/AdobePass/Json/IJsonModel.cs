using System.ComponentModel;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Represents a model that is generated from a spec and writes itself as JSON.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IJsonModel
{
    /// <summary>Writes this value as one JSON value.</summary>
    /// <param name="writer">The writer.</param>
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>Reads one JSON value of a type. The reader is at the first token of the value, and afterwards at its last token.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="reader">The reader.</param>
/// <returns>The value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T JsonRead<out T>(ref Utf8JsonReader reader);
