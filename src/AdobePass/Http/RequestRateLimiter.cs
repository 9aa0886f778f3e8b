namespace AdobePass.Runtime;

/// <summary>
/// Limits the rate of requests for each IP address so that the service does not throttle them. It uses the generic cell rate algorithm
/// (GCRA): as many permits at once as the burst allows, then one per interval. After a 429, no permit is granted until its delay has
/// passed. Only requests of this process are counted.
/// </summary>
/// <remarks>
/// Requests without a permit are queued in two classes, foreground and background, each in the order of arrival. Foreground requests go
/// first, and while a background request waits, every permit after <see cref="MaxForegroundRun"/> foreground permits in a row is a
/// background one. So a foreground request waits for at most one background request, plus one more for each <see cref="MaxForegroundRun"/>
/// foreground requests before it; and a background request waits for at most <see cref="MaxForegroundRun"/> foreground requests, plus as
/// many for each background request before it.
/// </remarks>
internal sealed class RequestRateLimiter
{
    /// <summary>How many foreground requests get a permit in a row while a background request waits.</summary>
    internal const int MaxForegroundRun = 4;

    // The service counts requests per whole second of arrival. Two requests that are sent one second apart may arrive in the same second.
    // Ten percent more keeps them apart.
    private const double Slack = 1.1;

    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly bool _limits;
    private readonly long _interval;
    private readonly int _burst;
    private readonly bool _burstRefills;
    private readonly int _maxAddresses;
    private long _lastTicket;
    private bool _wasPaused;

    internal RequestRateLimiter(AdobePassOptions options)
    {
        _clock = options.TimeProvider;
        _limits = options.RequestsPerSecond > 0;
        _interval = _limits ? (long)(Slack * _clock.TimestampFrequency / options.RequestsPerSecond) : 0;
        _burst = options.RequestBurst;
        _burstRefills = options.RequestBurstRefills;
        _maxAddresses = options.MaxTokensInMemory;
    }

    /// <summary>Gets whether no request waits: the options set no rate, and no 429 was received yet.</summary>
    internal bool IsIdle => !_limits && !Volatile.Read(ref _wasPaused);

    internal int AddressCount
    {
        get
        {
            lock (_gate)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>Gets the number of queued requests for an IP address.</summary>
    internal int CountQueued(string address)
    {
        lock (_gate)
        {
            return _buckets.TryGetValue(address, out var bucket) && bucket.Queue is { } queue ? queue.Count : 0;
        }
    }

    /// <summary>Acquires a permit, or queues the request if it does not have to wait longer than <paramref name="maxDelay"/>.</summary>
    /// <param name="address">The forwarded IP address, or an empty string for the machine's own.</param>
    /// <param name="isBackground">Whether other requests go first.</param>
    /// <param name="maxDelay">The longest wait.</param>
    /// <param name="ticket">The position of the request in the order of arrival; 0 if it arrives now.</param>
    /// <param name="delay">
    /// How long the request waits if no other request arrives and none is canceled. Requests that arrive later can extend it, within the
    /// limits that the class describes. A queued request is not rejected for that reason.
    /// </param>
    /// <param name="queued">The queued request; <see langword="null"/> if it can be sent now, or if it was rejected.</param>
    /// <returns><see langword="true"/> if the request got a permit or is queued; otherwise, <see langword="false"/>.</returns>
    internal bool TryAcquire(
        string address,
        bool isBackground,
        TimeSpan maxDelay,
        ref long ticket,
        out TimeSpan delay,
        out QueuedRequest? queued)
    {
        queued = null;
        delay = TimeSpan.Zero;
        lock (_gate)
        {
            ticket = ticket == 0 ? ++_lastTicket : ticket;
            var now = _clock.GetTimestamp();
            var isKnown = _buckets.TryGetValue(address, out var bucket);
            if (!isKnown)
            {
                bucket = new Bucket(now, _burst);
            }

            if (bucket.Queue is null && TryTake(ref bucket, now))
            {
                if (_limits || isKnown)
                {
                    Keep(address, bucket, now);
                }

                return true;
            }

            var ahead = bucket.Queue?.CountAhead(isBackground, ticket) ?? 0;
            delay = TimeSpan.FromSeconds((Math.Max(bucket.Free - now, 0) + (ahead * _interval)) / (double)_clock.TimestampFrequency);
            if (delay > maxDelay)
            {
                return false;
            }

            var queue = bucket.Queue ?? new RequestQueue(address);
            queued = new QueuedRequest(this, queue, isBackground, ticket);
            queue.Add(queued);
            if (bucket.Queue is null)
            {
                bucket = bucket with { Queue = queue };
                queue.Timer = CreateTimer(queue, UntilNext(bucket, now));
                Keep(address, bucket, now);
            }

            return true;
        }
    }

    /// <summary>
    /// Records that a queued request with a permit is sent now. A busy machine may send it late, and the next permit must not follow too
    /// soon.
    /// </summary>
    /// <returns>
    /// <see langword="false"/> if a 429 was received since, and the request must wait again; otherwise, <see langword="true"/>.
    /// </returns>
    internal bool TrySend(string address)
    {
        lock (_gate)
        {
            if (!_buckets.TryGetValue(address, out var bucket))
            {
                return true;
            }

            var now = _clock.GetTimestamp();
            if (bucket.PausedUntil > now)
            {
                return false;
            }

            // The timer of a queue reads the bucket again when it fires.
            if (_limits && bucket.Burst == 0 && bucket.Free < now + _interval)
            {
                _buckets[address] = bucket with { Free = now + _interval };
            }

            return true;
        }
    }

    /// <summary>Pauses all requests for an IP address after a 429, which also means that no burst is left.</summary>
    internal void Pause(string address, TimeSpan delay)
    {
        lock (_gate)
        {
            Volatile.Write(ref _wasPaused, true);
            var now = _clock.GetTimestamp();
            var until = now + (long)(delay.TotalSeconds * _clock.TimestampFrequency);
            var isKnown = _buckets.TryGetValue(address, out var bucket);

            // A later 429 may request a shorter delay. The delay of an earlier 429 still applies.
            Keep(address, new Bucket(
                Math.Max(until, isKnown ? bucket.Free : now),
                Burst: 0,
                PausedUntil: Math.Max(until, isKnown ? bucket.PausedUntil : 0),
                Queue: isKnown ? bucket.Queue : null), now);
        }
    }

    /// <summary>Removes a request from its queue. The requests behind it move up.</summary>
    /// <returns><see langword="false"/> if it already had its permit; otherwise, <see langword="true"/>.</returns>
    private bool Cancel(QueuedRequest request)
    {
        lock (_gate)
        {
            if (!request.Queue.Remove(request))
            {
                return false;
            }

            if (request.Queue.Count == 0)
            {
                Close(request.Queue, Load(request.Queue));
            }

            return true;
        }
    }

    private void GrantPermits(RequestQueue queue)
    {
        List<QueuedRequest>? more = null;
        QueuedRequest? last = null;
        lock (_gate)
        {
            // The timer may have fired while the last request was canceled.
            if (queue.Count == 0)
            {
                return;
            }

            var now = _clock.GetTimestamp();
            var bucket = Load(queue);
            while (queue.Count > 0 && TryTake(ref bucket, now))
            {
                if (last is not null)
                {
                    (more ??= []).Add(last);
                }

                last = queue.RemoveNext();
            }

            if (queue.Count == 0)
            {
                Close(queue, bucket);
            }
            else
            {
                Store(queue, bucket);
                queue.Timer!.Change(UntilNext(bucket, now), Timeout.InfiniteTimeSpan);
            }
        }

        // The last request is sent on this thread, so that it does not wait for another thread after its permit. A handler that blocks must
        // not delay the other requests.
        more?.ForEach(static request => Task.Run(request.Grant));
        last?.Grant();
    }

    private bool TryTake(ref Bucket bucket, long now)
    {
        bucket = Refill(bucket, now);
        if (bucket.Free <= now)
        {
            bucket = bucket with { Free = now + _interval };
            return true;
        }

        if (bucket.Burst > 0)
        {
            // The first requests of a burst may arrive late, because they establish connections. So the steady rate begins with the last
            // request of the burst.
            bucket = bucket.Burst == 1 ? bucket with { Burst = 0, Free = now + _interval } : bucket with { Burst = bucket.Burst - 1 };
            return true;
        }

        return false;
    }

    private Bucket Refill(Bucket bucket, long now)
    {
        if (!_burstRefills || _interval == 0 || bucket.Burst >= _burst || bucket.Free > now)
        {
            return bucket;
        }

        var earned = (now - bucket.Free) / _interval;
        return earned <= 0
            ? bucket
            : bucket with { Burst = (int)Math.Min(_burst, bucket.Burst + earned), Free = bucket.Free + (earned * _interval) };
    }

    // In whole milliseconds, rounded up: a timer that fires too early would have to be set again.
    private TimeSpan UntilNext(Bucket bucket, long now)
    {
        var milliseconds = Math.Ceiling((bucket.Free - now) * 1000.0 / _clock.TimestampFrequency);
        return TimeSpan.FromMilliseconds(Math.Min(Math.Max(milliseconds, 1), TimeSpan.FromHours(1).TotalMilliseconds));
    }

    // Without the execution context of the first request in the queue, because the timer outlives it.
    private ITimer CreateTimer(RequestQueue queue, TimeSpan dueTime)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Create();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Create();
        }

        ITimer Create() => _clock.CreateTimer(
            state => GrantPermits((RequestQueue)state!),
            queue,
            dueTime,
            Timeout.InfiniteTimeSpan);
    }

    private Bucket Load(RequestQueue queue) => queue.Detached ?? _buckets[queue.Address];

    private void Store(RequestQueue queue, Bucket bucket)
    {
        if (queue.Detached is null)
        {
            _buckets[queue.Address] = bucket;
        }
        else
        {
            queue.Detached = bucket;
        }
    }

    private void Close(RequestQueue queue, Bucket bucket)
    {
        queue.Timer!.Dispose();
        Store(queue, bucket with { Queue = null });
    }

    private void Keep(string address, Bucket bucket, long now)
    {
        if (_buckets.Count >= _maxAddresses && !_buckets.ContainsKey(address))
        {
            Evict(now);
        }

        _buckets[address] = bucket;
    }

    // IP addresses without current requests are removed first. A removed IP address gets a new burst, which may cause a 429 and a wait.
    private void Evict(long now)
    {
        var target = _maxAddresses - Math.Max(1, _maxAddresses / 10);
        var idle = _buckets.Where(entry => entry.Value.Free <= now && entry.Value.Queue is null).Select(static entry => entry.Key);
        foreach (var address in idle.Take(_buckets.Count - target).ToList())
        {
            _buckets.Remove(address);
        }

        foreach (var entry in _buckets.Take(Math.Max(0, _buckets.Count - target)).ToList())
        {
            _buckets.Remove(entry.Key);
            if (entry.Value.Queue is { } queue)
            {
                // The queued requests still limit their rate among themselves.
                queue.Detached = entry.Value;
            }
        }
    }

    /// <summary>Represents a request that waits for its permit.</summary>
    internal sealed class QueuedRequest
    {
        private readonly RequestRateLimiter _limiter;
        private readonly TaskCompletionSource<bool> _permit = new();

        internal QueuedRequest(RequestRateLimiter limiter, RequestQueue queue, bool isBackground, long ticket)
        {
            _limiter = limiter;
            Queue = queue;
            IsBackground = isBackground;
            Ticket = ticket;
            Node = new LinkedListNode<QueuedRequest>(this);
        }

        /// <summary>Gets a task that completes when the request may be sent or is canceled.</summary>
        internal Task Permit => _permit.Task;

        internal RequestQueue Queue { get; }

        internal bool IsBackground { get; }

        internal long Ticket { get; }

        internal LinkedListNode<QueuedRequest> Node { get; }

        internal void Grant() => _permit.TrySetResult(true);

        /// <summary>Removes the request from the queue. Does nothing if the permit was already granted.</summary>
        internal void Cancel()
        {
            if (_limiter.Cancel(this))
            {
                _permit.TrySetCanceled();
            }
        }
    }

    /// <summary>Represents the queued requests for one IP address.</summary>
    internal sealed class RequestQueue(string address)
    {
        private readonly LinkedList<QueuedRequest> _foreground = new();
        private readonly LinkedList<QueuedRequest> _background = new();

        // How many foreground requests got a permit in a row while a background request waited.
        private int _run;

        internal string Address { get; } = address;

        /// <summary>Gets or sets the timer of the next permit.</summary>
        internal ITimer? Timer { get; set; }

        /// <summary>
        /// Gets or sets the bucket of an IP address that was removed while its requests wait; otherwise, <see langword="null"/>.
        /// </summary>
        internal Bucket? Detached { get; set; }

        internal int Count => _foreground.Count + _background.Count;

        /// <summary>Counts the queued requests that get their permits before a new request, if no other request arrives.</summary>
        internal int CountAhead(bool isBackground, long ticket)
        {
            if (isBackground)
            {
                var background = CountBefore(_background, ticket);
                return background + Math.Min(_foreground.Count, ((background + 1) * MaxForegroundRun) - _run);
            }

            var foreground = CountBefore(_foreground, ticket);
            return foreground + Math.Min(_background.Count, (_run + foreground) / MaxForegroundRun);
        }

        internal void Add(QueuedRequest request)
        {
            var list = request.IsBackground ? _background : _foreground;
            if (list.Last is null || list.Last.Value.Ticket < request.Ticket)
            {
                list.AddLast(request.Node);
                return;
            }

            // A request that had a permit and was paused by a 429 keeps its position in the order of arrival.
            var next = list.First!;
            while (next.Value.Ticket < request.Ticket)
            {
                next = next.Next!;
            }

            list.AddBefore(next, request.Node);
        }

        internal bool Remove(QueuedRequest request)
        {
            if (request.Node.List is not { } list)
            {
                return false;
            }

            list.Remove(request.Node);
            _run = _background.Count == 0 ? 0 : _run;
            return true;
        }

        internal QueuedRequest RemoveNext()
        {
            var isBackground = _background.Count > 0 && (_foreground.Count == 0 || _run >= MaxForegroundRun);
            var list = isBackground ? _background : _foreground;
            var request = list.First!.Value;
            list.RemoveFirst();
            _run = isBackground || _background.Count == 0 ? 0 : _run + 1;
            return request;
        }

        private static int CountBefore(LinkedList<QueuedRequest> list, long ticket)
        {
            if (list.Last is null || list.Last.Value.Ticket < ticket)
            {
                return list.Count;
            }

            var count = 0;
            for (var node = list.First!; node.Value.Ticket < ticket; node = node.Next!)
            {
                count++;
            }

            return count;
        }
    }

    /// <param name="Free">The timestamp from which the next request is within the steady rate.</param>
    /// <param name="Burst">The number of requests that may exceed the steady rate.</param>
    /// <param name="PausedUntil">The timestamp until which no request may be sent.</param>
    /// <param name="Queue">The queued requests; <see langword="null"/> if there are none.</param>
    internal readonly record struct Bucket(long Free, int Burst, long PausedUntil = 0, RequestQueue? Queue = null);
}
