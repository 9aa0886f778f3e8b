using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>
/// Tracks the tokens that were rejected in requests that the client did not send itself. Each is replaced when a token is needed next, at
/// most one per device and cooldown. A service that rejects every token must not cause one token request per call.
/// </summary>
internal sealed class RejectedTokens(TimeSpan cooldown, TimeProvider clock)
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<CredentialKey, RejectedToken> _entries = new();

    /// <summary>Records that a token was rejected.</summary>
    /// <returns><see langword="true"/> if the token will be replaced; otherwise, <see langword="false"/>.</returns>
    internal bool Report(CredentialKey key, AccessToken token)
    {
        // Limits the memory if the service rejects everything. A device that is removed here gets one more token.
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        var report = new RejectedToken(token, clock.GetTimestamp());
        while (true)
        {
            if (!_entries.TryGetValue(key, out var last))
            {
                if (_entries.TryAdd(key, report))
                {
                    return true;
                }
            }
            else if (clock.GetElapsedTime(last.Since) < cooldown || (last.Token.Equals(token) && !last.IsReplaced))
            {
                return false;
            }
            else if (_entries.TryUpdate(key, report, last))
            {
                return true;
            }
        }
    }

    /// <summary>Finds the report of a token that was rejected and has not been replaced yet.</summary>
    internal RejectedToken? Find(CredentialKey key, AccessToken token) =>
        !_entries.IsEmpty && _entries.TryGetValue(key, out var report) && !report.IsReplaced && report.Token.Equals(token)
            ? report
            : null;
}

/// <summary>Represents a token that was rejected.</summary>
/// <param name="token">The token.</param>
/// <param name="since">The clock's timestamp.</param>
internal sealed class RejectedToken(AccessToken token, long since)
{
    private volatile bool _isReplaced;

    internal AccessToken Token { get; } = token;

    internal long Since { get; } = since;

    /// <summary>
    /// Gets or sets whether another token was requested in its place, even if the service issued an identical one again.
    /// </summary>
    internal bool IsReplaced
    {
        get => _isReplaced;
        set => _isReplaced = value;
    }
}
