namespace AdobePass.Testing.Faults;

/// <summary>The faults waiting for a request, first injected first served. Thread-safe.</summary>
internal sealed class FaultPlan
{
    private readonly List<Pending> _pending = [];
    private readonly List<ItemError> _itemErrors = [];

    public IDisposable Add(FakeFault fault)
    {
        var pending = new Pending(this, fault);
        lock (_pending)
        {
            _pending.Add(pending);
        }

        return pending;
    }

    public void Clear()
    {
        lock (_pending)
        {
            _pending.Clear();
            _itemErrors.Clear();
        }
    }

    /// <summary>The fault for a request, used up by one; null when none fits.</summary>
    public FakeFault? Take(FakeRequest request)
    {
        lock (_pending)
        {
            var hit = _pending.Find(pending => pending.Fault.Matches(request));
            if (hit is not null && hit.Left is not null && --hit.Left == 0)
            {
                _pending.Remove(hit);
            }

            return hit?.Fault;
        }
    }

    public void AddItemError(string resource, string code, int? times)
    {
        lock (_pending)
        {
            _itemErrors.Add(new ItemError { Resource = resource, Code = code, Left = times });
        }
    }

    /// <summary>The item error for a resource, used up by one; null when none fits.</summary>
    public string? TakeItemError(string resource)
    {
        lock (_pending)
        {
            var hit = _itemErrors.Find(error => error.Resource == resource);
            if (hit is not null && hit.Left is not null && --hit.Left == 0)
            {
                _itemErrors.Remove(hit);
            }

            return hit?.Code;
        }
    }

    private sealed class Pending(FaultPlan plan, FakeFault fault) : IDisposable
    {
        public FakeFault Fault { get; } = fault;

        public int? Left { get; set; } = fault.Times;

        public void Dispose()
        {
            lock (plan._pending)
            {
                plan._pending.Remove(this);
            }
        }
    }

    private sealed class ItemError
    {
        public required string Resource { get; init; }

        public required string Code { get; init; }

        public int? Left { get; set; }
    }
}
