using Microsoft.Extensions.Configuration;

namespace AdobePass.Hosting;

/// <summary>Parses a value.</summary>
internal delegate bool Parser<T>(string text, out T value);

/// <summary>
/// Reads the values of a configuration section. It collects a message for each invalid value and each unknown key. It does not use
/// reflection, so it works in trimmed programs.
/// </summary>
internal sealed class SectionReader(IConfigurationSection section, List<string> failures)
{
    private const int LongestShownValue = 60;

    private readonly List<string> _known = [];

    /// <summary>Gets whether the section has a value or a key.</summary>
    internal bool Exists => section.Exists();

    /// <summary>Gets the keys of the section, for a section whose keys are names of the user.</summary>
    internal IEnumerable<string> Keys => section.GetChildren().Select(static entry => entry.Key);

    internal string PathOf(string key) => ConfigurationPath.Combine(section.Path, key);

    internal void Fail(string failure) => failures.Add(failure);

    /// <summary>Reads a value that can be any string.</summary>
    internal string? ReadString(string key)
    {
        _known.Add(key);
        var entry = section.GetSection(key);
        if (!entry.Exists())
        {
            return null;
        }

        if (entry.Value is not { } text)
        {
            Fail($"{PathOf(key)} is a section. It must be a value.");
            return null;
        }

        if (text.Trim().Length == 0)
        {
            Fail($"{PathOf(key)} is empty. Set it, or remove the key.");
            return null;
        }

        return text.Trim();
    }

    /// <summary>Reads a value that is not a secret.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parse">The delegate that parses the value.</param>
    /// <param name="expected">A description of valid values, as the end of the sentence "Set it to …".</param>
    /// <param name="set">The delegate that sets the value.</param>
    internal void Read<T>(string key, Parser<T> parse, string expected, Action<T> set)
    {
        if (ReadString(key) is not { } text)
        {
            return;
        }

        if (parse(text, out var value))
        {
            set(value);
            return;
        }

        var shown = text.Length > LongestShownValue ? text.Substring(0, LongestShownValue) + "…" : text;
        Fail($"{PathOf(key)} is '{shown}'. Set it to {expected}.");
    }

    /// <summary>Reads a section.</summary>
    internal SectionReader ReadSection(string key)
    {
        _known.Add(key);
        var inner = section.GetSection(key);
        if (inner.Value is not null)
        {
            Fail($"{PathOf(key)} is a value. It must be a section.");
        }

        return new SectionReader(inner, failures);
    }

    /// <summary>
    /// Reports the keys that were not read. The messages do not contain their values: one may be a secret with a misspelled key.
    /// </summary>
    internal void RejectUnknownKeys()
    {
        foreach (var entry in section.GetChildren())
        {
            if (!_known.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                var remedy = ClosestKey.Find(entry.Key, _known) is { } closest ? $"Did you mean {closest}?" : "Remove it.";
                Fail($"{PathOf(entry.Key)} is not a known key. {remedy}");
            }
        }
    }
}
