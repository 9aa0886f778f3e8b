namespace AdobePass.Testing.Faults;

/// <summary>The pending faults, in the order of injection. Thread-safe.</summary>
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

    /// <summary>Takes the fault for a request and decrements its count; null if none matches.</summary>
    public FakeFault? Take(FakeRequest request)
    {
        lock (_pending)
        {
            var match = _pending.Find(pending => pending.Fault.Matches(request));
            if (match is not null && match.Left is not null && --match.Left == 0)
            {
                _pending.Remove(match);
            }

            return match?.Fault;
        }
    }

    public void AddItemError(string resource, string code, int? times)
    {
        lock (_pending)
        {
            _itemErrors.Add(new ItemError { Resource = resource, Code = code, Left = times });
        }
    }

    /// <summary>Takes the item error for a resource and decrements its count; null if none matches.</summary>
    public string? TakeItemError(string resource)
    {
        lock (_pending)
        {
            var match = _itemErrors.Find(error => error.Resource == resource);
            if (match is not null && match.Left is not null && --match.Left == 0)
            {
                _itemErrors.Remove(match);
            }

            return match?.Code;
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
