using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Represents a circuit breaker for the replacement of client credentials. The pair of a single device may be invalid. If the pairs of many
/// devices are rejected at once, the service is at fault, and replacing them would sign out every viewer.
/// </summary>
/// <remarks>
/// <para>While the circuit is open, nothing is replaced. Devices whose pairs were not rejected work as usual. Of the others, one device
/// at a time tries its stored pair again after each <see cref="AdobePassOptions.RegistrationBreakDuration"/>.</para>
/// <para>If that pair is accepted, the service has recovered and the circuit closes. If it is rejected while pairs of other devices are
/// accepted and none is newly rejected, this pair is invalid, and only this pair is replaced.</para>
/// </remarks>
internal sealed class ReplacementCircuitBreaker(AdobePassOptions options, CredentialStore store, ILogger logger)
{
    private const int MaxEntries = 10_000;

    private readonly object _gate = new();
    private readonly Dictionary<CredentialKey, Rejection> _rejections = [];
    private readonly TimeProvider _clock = options.TimeProvider;
    private bool _isOpen;
    private long _lastProbe;
    private CredentialKey? _probe;
    private bool _mayProbeReplace;
    private bool _othersAccepted;
    private bool _othersRejected;

    /// <summary>Gets whether replacements are stopped.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _isOpen;
            }
        }
    }

    /// <summary>Allows a token request with a stored pair.</summary>
    /// <exception cref="AdobePassException">The circuit is open, and this device's pair was rejected.</exception>
    internal void Pass(CredentialKey key)
    {
        lock (_gate)
        {
            if (!_isOpen || !_rejections.TryGetValue(key, out var rejection) || rejection.IsReplaced)
            {
                return;
            }

            if (_probe is null && _clock.GetElapsedTime(_lastProbe) >= options.RegistrationBreakDuration)
            {
                _probe = key;
                _lastProbe = _clock.GetTimestamp();
                _mayProbeReplace = _othersAccepted && !_othersRejected;
                _othersAccepted = false;
                _othersRejected = false;
                return;
            }

            throw Stopped(rejection.Cause, "No token is requested for this device until then.");
        }
    }

    /// <summary>Records that a stored pair was accepted.</summary>
    internal void Accepted(CredentialKey key)
    {
        lock (_gate)
        {
            if (_rejections.Count == 0)
            {
                return;
            }

            var wasRejected = _rejections.TryGetValue(key, out var rejection) && !rejection.IsReplaced && _rejections.Remove(key);
            if (!_isOpen)
            {
                return;
            }

            _othersAccepted |= !wasRejected;
            if (!wasRejected)
            {
                return;
            }

            Close();
        }

        logger.ReplacementsResumed();
    }

    /// <summary>Records that a stored pair was rejected, and determines whether it may be replaced.</summary>
    /// <exception cref="AdobePassException">The pair may not be replaced, because the circuit is open.</exception>
    internal async ValueTask RejectedAsync(CredentialKey key, DynamicClientRegistrationException cause)
    {
        bool isNew;
        bool isProbe;
        int devices;
        lock (_gate)
        {
            isProbe = _probe == key;
            isNew = Record(key, cause);
            _othersRejected |= _isOpen && isNew;
            devices = _rejections.Count;
            if (isProbe)
            {
                _probe = null;
            }
        }

        var count = Math.Max(devices, isNew ? await CountAllAsync().ConfigureAwait(false) : 0);
        var opens = false;
        bool isStopped;
        lock (_gate)
        {
            if (!_isOpen && count > options.MaxRejectedDevices)
            {
                opens = true;
                _isOpen = true;
                _lastProbe = _clock.GetTimestamp();
                _othersAccepted = false;
                _othersRejected = false;
            }

            isStopped = _isOpen && !(isProbe && _mayProbeReplace);
        }

        if (opens)
        {
            logger.ReplacementsStopped(count, options.RejectedDevicesWindow.TotalSeconds);
        }

        if (isStopped)
        {
            throw Stopped(cause, "The stored pair is kept.");
        }
    }

    /// <summary>Records that a pair was replaced by one that has obtained a token.</summary>
    internal void Replaced(CredentialKey key)
    {
        var closes = false;
        lock (_gate)
        {
            if (_rejections.TryGetValue(key, out var rejection))
            {
                _rejections[key] = rejection with { IsReplaced = true };
            }

            if (_isOpen && _rejections.Values.All(static other => other.IsReplaced))
            {
                closes = true;
                Close();
            }
        }

        if (closes)
        {
            logger.ReplacementsResumed();
        }
    }

    /// <summary>Records that the request of a device ended without showing whether its pair is valid.</summary>
    internal void Unknown(CredentialKey key)
    {
        lock (_gate)
        {
            if (_probe == key)
            {
                _probe = null;
            }
        }
    }

    private void Close()
    {
        _isOpen = false;
        _probe = null;
        _rejections.Clear();
    }

    // Returns whether the device was not counted before.
    private bool Record(CredentialKey key, DynamicClientRegistrationException cause)
    {
        var now = _clock.GetTimestamp();
        if (!_isOpen)
        {
            var expired = _rejections.Where(entry => _clock.GetElapsedTime(entry.Value.At, now) > options.RejectedDevicesWindow).ToList();
            foreach (var entry in expired)
            {
                _rejections.Remove(entry.Key);
            }
        }

        var isNew = !_rejections.ContainsKey(key);
        if (!isNew || _rejections.Count < MaxEntries)
        {
            _rejections[key] = new Rejection(now, cause);
        }

        return isNew;
    }

    private async ValueTask<int> CountAllAsync()
    {
        try
        {
            var count = await store.CountRejectionAsync(options.RejectedDevicesWindow, CancellationToken.None).ConfigureAwait(false);
            return count is { } all ? (int)Math.Min(all, int.MaxValue) : 0;
        }
        catch (CredentialStoreException)
        {
            // The store cannot count now. This process uses only its own count.
            return 0;
        }
    }

    private AdobePassException Stopped(DynamicClientRegistrationException cause, string consequence) => cause.Again(
        $"No credentials are replaced now: those of more than {options.MaxRejectedDevices} devices were rejected within " +
        $"{options.RejectedDevicesWindow.TotalSeconds:0.###} s, so the service is assumed to be at fault " +
        $"({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.MaxRejectedDevices)}). One device at a time tries again every " +
        $"{options.RegistrationBreakDuration.TotalSeconds:0.###} s. {consequence} If Adobe has revoked the credentials, delete " +
        "those of the affected devices with AdobePassClient.DeleteCredentialsAsync.");

    private sealed record Rejection(long At, DynamicClientRegistrationException Cause, bool IsReplaced = false);
}
