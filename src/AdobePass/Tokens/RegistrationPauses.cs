using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>
/// Devices whose brand-new credentials were refused too. Registering them again at every call would change nothing and use up the allowance, so they wait.
/// </summary>
internal sealed class RegistrationPauses(TimeProvider clock)
{
    private const int MostEntries = 10_000;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CredentialPartition, long> _since = new();

    internal bool IsPaused(CredentialPartition partition)
    {
        if (!_since.TryGetValue(partition, out var since))
        {
            return false;
        }

        if (clock.GetElapsedTime(since) < Length)
        {
            return true;
        }

        _since.TryRemove(partition, out _);
        return false;
    }

    internal void Begin(CredentialPartition partition)
    {
        // A service that refuses everybody must not fill the memory; who is forgotten registers once more.
        if (_since.Count >= MostEntries)
        {
            _since.Clear();
        }

        _since[partition] = clock.GetTimestamp();
    }
}
