using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>Devices for which something is not tried again for a while, because trying at every call would change nothing and use up their allowance.</summary>
internal sealed class DevicePauses(TimeSpan length, TimeProvider clock)
{
    private const int MostEntries = 10_000;

    private readonly ConcurrentDictionary<CredentialPartition, Pause> _pauses = new();

    /// <summary>Whether a device waits.</summary>
    internal bool IsPaused(CredentialPartition partition) => IsPaused(partition, out _);

    /// <summary>Whether a device waits, and what it waits because of.</summary>
    internal bool IsPaused(CredentialPartition partition, out DynamicClientRegistrationException? cause)
    {
        cause = null;
        if (_pauses.IsEmpty || !_pauses.TryGetValue(partition, out var pause))
        {
            return false;
        }

        if (clock.GetElapsedTime(pause.Since) < length)
        {
            cause = pause.Cause;
            return true;
        }

        _pauses.TryRemove(partition, out _);
        return false;
    }

    internal void Begin(CredentialPartition partition, DynamicClientRegistrationException? cause = null)
    {
        if (length <= TimeSpan.Zero)
        {
            return;
        }

        // A service that refuses everybody must not fill the memory; who is forgotten tries once more.
        if (_pauses.Count >= MostEntries)
        {
            _pauses.Clear();
        }

        _pauses[partition] = new Pause(clock.GetTimestamp(), cause);
    }

    private sealed record Pause(long Since, DynamicClientRegistrationException? Cause);
}
