namespace AdobePass.Runtime;

/// <summary>
/// Spaces the requests of each device address so that the service has no cause to throttle: as many at once as the burst allows, then one per interval. After a 429 all requests of the
/// address wait. It counts what this process sends.
/// </summary>
internal sealed class RequestPacer
{
    // The service counts by the whole second of arrival. Two requests that leave a second apart may arrive within one; a tenth more keeps them apart.
    private const double Slack = 1.1;

    private readonly Dictionary<string, Allowance> _allowances = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly bool _paces;
    private readonly long _interval;
    private readonly int _burst;
    private readonly bool _burstRefills;
    private readonly int _mostAddresses;
    private bool _wasPaused;

    internal RequestPacer(AdobePassOptions options)
    {
        _clock = options.TimeProvider;
        _paces = options.RequestsPerSecond > 0;
        _interval = _paces ? (long)(Slack * _clock.TimestampFrequency / options.RequestsPerSecond) : 0;
        _burst = options.RequestBurst;
        _burstRefills = options.RequestBurstRefills;
        _mostAddresses = options.MaxTokensInMemory;
    }

    /// <summary>Whether nobody waits: the options ask for no pace, and no 429 has come yet.</summary>
    internal bool IsIdle => !_paces && !Volatile.Read(ref _wasPaused);

    internal int AddressCount
    {
        get
        {
            lock (_gate)
            {
                return _allowances.Count;
            }
        }
    }

    /// <summary>Takes the next place of an address, if it is no further away than <paramref name="patience"/>.</summary>
    /// <param name="address">The forwarded address, or an empty text for the own.</param>
    /// <param name="patience">The longest wait.</param>
    /// <param name="place">The place, or where it would be.</param>
    /// <returns>Whether there was a place.</returns>
    internal bool TryReserve(string address, TimeSpan patience, out Place place)
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            var isKnown = _allowances.TryGetValue(address, out var allowance);
            if (!isKnown)
            {
                allowance = new Allowance(now, _burst);
            }

            allowance = Refill(allowance, now);
            var reserved = Next(allowance, now, out var at);
            place = new Place(at, TimeSpan.FromSeconds((at - now) / (double)_clock.TimestampFrequency));
            if (place.Wait > patience)
            {
                if (reserved.Free == allowance.Free)
                {
                    // It was one that somebody had given back, and stays open.
                    allowance.Open?.Add(at);
                }

                return false;
            }

            if (_paces || isKnown)
            {
                Keep(address, reserved, now);
            }

            return true;
        }
    }

    /// <summary>Whether a place was given before a 429 that holds everybody back for longer.</summary>
    internal bool IsPausedBeyond(string address, Place place)
    {
        lock (_gate)
        {
            return _allowances.TryGetValue(address, out var allowance) && allowance.PausedUntil > place.At;
        }
    }

    /// <summary>Notes that a request leaves now. A machine that is busy lets it leave late, and whoever asks for a place next must not follow at its heels.</summary>
    internal void Sent(string address)
    {
        lock (_gate)
        {
            if (_paces && _allowances.TryGetValue(address, out var allowance) && allowance.Burst == 0)
            {
                var next = _clock.GetTimestamp() + _interval;
                allowance.Open?.RemoveWhere(place => place < next);
                if (allowance.Free < next)
                {
                    _allowances[address] = allowance with { Free = next };
                }
            }
        }
    }

    /// <summary>Gives back the place of a request that is not sent, for the next one that comes.</summary>
    internal void Return(string address, Place place)
    {
        lock (_gate)
        {
            if (place.Wait <= TimeSpan.Zero || !_allowances.TryGetValue(address, out var allowance) || allowance.PausedUntil > place.At)
            {
                return;
            }

            // Those at the end make the line shorter; one in the middle stays open.
            var open = allowance.Open ?? [];
            open.Add(place.At);
            var free = allowance.Free;
            while (open.Remove(free - _interval))
            {
                free -= _interval;
            }

            _allowances[address] = allowance with { Free = free, Open = open.Count > 0 ? open : null };
        }
    }

    /// <summary>Holds back all requests of an address after a 429, which also says that there is no burst left.</summary>
    internal void Pause(string address, TimeSpan delay)
    {
        lock (_gate)
        {
            Volatile.Write(ref _wasPaused, true);
            var now = _clock.GetTimestamp();
            var free = now + (long)(delay.TotalSeconds * _clock.TimestampFrequency);
            var isKnown = _allowances.TryGetValue(address, out var allowance);

            // A later 429 may ask for less; what an earlier one asked for still holds.
            Keep(address, new Allowance(Math.Max(free, isKnown ? allowance.Free : now), 0, Math.Max(free, isKnown ? allowance.PausedUntil : 0)), now);
        }
    }

    // A place at once while there is burst and no pause; else the next free one.
    private Allowance Next(Allowance allowance, long now, out long at)
    {
        if (allowance.Free <= now)
        {
            at = now;
            return allowance with { Free = now + _interval };
        }

        if (allowance.Burst > 0 && allowance.PausedUntil <= now)
        {
            at = now;
            return allowance with { Burst = allowance.Burst - 1 };
        }

        // The earliest that somebody gave back, or else the end of the line. What has passed is gone.
        var open = allowance.Open;
        open?.RemoveWhere(place => place < now);
        if (open is { Count: > 0 })
        {
            at = open.Min;
            open.Remove(at);
            return allowance with { Open = open.Count > 0 ? open : null };
        }

        at = allowance.Free;
        return allowance with { Free = allowance.Free + _interval, Open = null };
    }

    private Allowance Refill(Allowance allowance, long now)
    {
        if (!_burstRefills || _interval == 0 || allowance.Burst >= _burst || allowance.Free > now)
        {
            return allowance;
        }

        var earned = (now - allowance.Free) / _interval;
        return earned <= 0 ? allowance : allowance with { Burst = (int)Math.Min(_burst, allowance.Burst + earned), Free = allowance.Free + (earned * _interval) };
    }

    private void Keep(string address, Allowance allowance, long now)
    {
        if (_allowances.Count >= _mostAddresses && !_allowances.ContainsKey(address))
        {
            Forget(now);
        }

        _allowances[address] = allowance;
    }

    // Who sends nothing now goes first. A forgotten address gets a new burst, which may earn it a 429 and a wait.
    private void Forget(long now)
    {
        var target = _mostAddresses - Math.Max(1, _mostAddresses / 10);
        foreach (var idle in _allowances.Where(entry => entry.Value.Free <= now).Select(static entry => entry.Key).Take(_allowances.Count - target).ToList())
        {
            _allowances.Remove(idle);
        }

        foreach (var any in _allowances.Keys.Take(Math.Max(0, _allowances.Count - target)).ToList())
        {
            _allowances.Remove(any);
        }
    }

    /// <param name="At">When the request may be sent, as a timestamp.</param>
    /// <param name="Wait">How long that is from now.</param>
    internal readonly record struct Place(long At, TimeSpan Wait);

    /// <param name="Free">When the next request is within the steady rate, as a timestamp.</param>
    /// <param name="Burst">How many requests may go beyond it.</param>
    /// <param name="PausedUntil">Until when none may.</param>
    /// <param name="Open">Places before <paramref name="Free"/> that were given back; mostly null.</param>
    private readonly record struct Allowance(long Free, int Burst, long PausedUntil = 0, SortedSet<long>? Open = null);
}
