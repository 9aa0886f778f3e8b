using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>
/// Tracks the cooldowns of devices. During a cooldown, a failed request is not sent again: repeating it at every call would fail again
/// and use up the rate that the service grants the device.
/// </summary>
internal sealed class DeviceCooldowns(TimeSpan length, TimeProvider clock)
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<CredentialKey, Cooldown> _cooldowns = new();

    /// <summary>Gets whether a device is in its cooldown.</summary>
    internal bool IsActive(CredentialKey key) => IsActive(key, out _);

    /// <summary>Gets whether a device is in its cooldown, and why.</summary>
    internal bool IsActive(CredentialKey key, out AdobePassException? cause)
    {
        cause = null;
        if (_cooldowns.IsEmpty || !_cooldowns.TryGetValue(key, out var cooldown))
        {
            return false;
        }

        if (clock.GetElapsedTime(cooldown.Since) >= cooldown.Length)
        {
            return false;
        }

        cause = cooldown.Cause;
        return true;
    }

    /// <summary>Begins a cooldown.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cause">The exception that callers get meanwhile.</param>
    /// <param name="first">
    /// The length of the first of consecutive cooldowns, doubled each time up to the full length; <see langword="null"/> for the full
    /// length.
    /// </param>
    internal void Begin(CredentialKey key, AdobePassException? cause = null, TimeSpan? first = null)
    {
        if (length <= TimeSpan.Zero)
        {
            return;
        }

        // Limits the memory if the service rejects everything. A device that is removed here sends one more request.
        if (_cooldowns.Count >= MaxEntries)
        {
            _cooldowns.Clear();
        }

        _cooldowns.AddOrUpdate(
            key,
            _ => new Cooldown(clock.GetTimestamp(), first is { } begin && begin < length ? begin : length, cause),
            (_, last) => new Cooldown(
                clock.GetTimestamp(),
                first is null || last.Length + last.Length > length ? length : last.Length + last.Length,
                cause));
    }

    /// <summary>Ends the cooldown of a device, and with it the series of consecutive cooldowns.</summary>
    internal void End(CredentialKey key)
    {
        if (!_cooldowns.IsEmpty)
        {
            _cooldowns.TryRemove(key, out _);
        }
    }

    private sealed record Cooldown(long Since, TimeSpan Length, AdobePassException? Cause);
}
