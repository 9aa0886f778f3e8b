using System.ComponentModel;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>A model emitted from a spec that writes itself as JSON.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IJsonModel
{
    /// <summary>Writes this value as one JSON value.</summary>
    /// <param name="writer">The writer.</param>
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>Reads one JSON value of a type; the reader stands on the value's first token and is left on its last.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="reader">The reader.</param>
/// <returns>The value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T JsonRead<out T>(ref Utf8JsonReader reader);
