using System.Diagnostics.CodeAnalysis;

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

    private protected static T Find<T>(T[] documented, string text, string key, string? hint = null)
        where T : DeviceValue =>
        TryFind(documented, text, out var value)
            ? value
            : throw new ArgumentException(
                $"\"{text}\" is not a documented value of {key}. "
                + $"Use one of these: {string.Join(", ", documented.Select(static value => value.Value))}. "
                + (hint is null ? "" : hint + " ")
                + "For a value that Adobe has agreed with you, call Undocumented.",
                nameof(text));

    private protected static bool TryFind<T>(T[] documented, string? text, [NotNullWhen(true)] out T? value)
        where T : DeviceValue
    {
        value = Array.Find(documented, candidate => candidate.Value == text);
        return value is not null;
    }
}
