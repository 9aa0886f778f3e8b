using Microsoft.Extensions.Configuration;

namespace AdobePass.Hosting;

/// <summary>Parses a value.</summary>
internal delegate bool Parser<T>(string text, out T value);

/// <summary>
/// Reads the values of a configuration section, and collects a message for each value that cannot be read and each key that is not known.
/// It uses no reflection, so it works in trimmed programs.
/// </summary>
internal sealed class SectionReader(IConfigurationSection section, List<string> failures)
{
    private const int LongestShownValue = 60;

    private readonly List<string> _known = [];

    /// <summary>Gets whether the section has a value or a key.</summary>
    internal bool Exists => section.Exists();

    internal string PathOf(string key) => ConfigurationPath.Combine(section.Path, key);

    internal void Fail(string failure) => failures.Add(failure);

    /// <summary>Reads a value that any text can be.</summary>
    internal string? ReadText(string key)
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
    /// <param name="parse">Parses the value.</param>
    /// <param name="expected">What the value must be, as the end of the sentence "Set it to …".</param>
    /// <param name="set">Takes the value.</param>
    internal void Read<T>(string key, Parser<T> parse, string expected, Action<T> set)
    {
        if (ReadText(key) is not { } text)
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
    /// Reports the keys that were not read. Their values are not shown: one of them may be a secret with a misspelled key.
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
