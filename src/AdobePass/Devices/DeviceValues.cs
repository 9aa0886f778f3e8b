namespace AdobePass;

/// <summary>Validates strings that become restricted values of the device information.</summary>
internal static class DeviceValues
{
    internal static string NotEmpty(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The value is empty.", nameof(text)) : text;

    internal static ArgumentException NotDocumented(string member, string[] documented, string text) => new(
        $"\"{text}\" is not a documented value of {member}. "
        + $"Use one of these: {string.Join(", ", documented)}. "
        + HintFor(member)
        + "For a value that Adobe has agreed with you, call Undocumented.",
        nameof(text));

    private static string HintFor(string member) =>
        member == "osName" ? $"For a Samsung TV (Tizen), use {nameof(OsName)}.Linux with {nameof(OsFamily)}.Tizen. " : string.Empty;
}
