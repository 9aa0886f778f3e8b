namespace AdobePass;

/// <summary>A restricted value in the device information.</summary>
public abstract class DeviceValue
{
    private protected DeviceValue(string value) => Value = value;

    /// <summary>The text on the wire.</summary>
    public string Value { get; }

    /// <summary>Gives the text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    private protected static string NotEmpty(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The value is empty.", nameof(text)) : text;

    private protected static T Find<T>(T[] documented, string text, string key)
        where T : DeviceValue
    {
        foreach (var value in documented)
        {
            if (value.Value == text)
            {
                return value;
            }
        }

        throw new ArgumentException(
            $"\"{text}\" is no documented value of {key}. Documented: {string.Join(", ", documented.Select(static value => value.Value))}.",
            nameof(text));
    }
}
