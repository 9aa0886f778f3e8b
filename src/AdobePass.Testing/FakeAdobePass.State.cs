using AdobePass.Testing.State;

namespace AdobePass.Testing;

/// <content>Export and import of the issued state.</content>
public sealed partial class FakeAdobePass
{
    /// <summary>
    /// Exports what this fake issued as JSON: statements and their approval, client credentials, access tokens, profiles and TempPass
    /// trials. Another fake can import it.
    /// </summary>
    /// <remarks>
    /// The JSON contains the secrets of this fake in plain text. They are valid only in a fake. Sessions, service providers, MVPDs, faults,
    /// counters and the key of the media tokens are not included.
    /// </remarks>
    /// <returns>The JSON string.</returns>
    public string ExportState()
    {
        lock (_state.Gate)
        {
            return StateSerializer.Write(_state);
        }
    }

    /// <summary>Replaces what this fake issued with an exported state. Sessions are removed.</summary>
    /// <param name="json">The JSON string from <see cref="ExportState"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The string is not an exported state. Nothing was changed.</exception>
    public void ImportState(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        lock (_state.Gate)
        {
            StateSerializer.Read(_state, json);
        }
    }
}
