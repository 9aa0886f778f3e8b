using System.Collections.Concurrent;

namespace AdobePass.Entitlements;

/// <summary>Keeps the memory of a limited number of devices. The ones that were not used for the longest time are removed first.</summary>
internal sealed class DeviceMemories(int capacity)
{
    private readonly ConcurrentDictionary<string, DeviceMemory> _devices = new(StringComparer.Ordinal);
    private long _uses;
    private int _isTrimming;

    internal DeviceMemory Get(string key)
    {
        var memory = _devices.GetOrAdd(key, static _ => new DeviceMemory());
        memory.LastUse = Interlocked.Increment(ref _uses);
        if (_devices.Count > capacity)
        {
            Trim();
        }

        return memory;
    }

    private void Trim()
    {
        if (Interlocked.Exchange(ref _isTrimming, 1) == 1)
        {
            return;
        }

        // A tenth at once, so that the sort does not run for each new device.
        foreach (var old in _devices.ToArray().OrderBy(static device => device.Value.LastUse).Take((capacity / 10) + 1))
        {
            _devices.TryRemove(old.Key, out _);
        }

        Volatile.Write(ref _isTrimming, 0);
    }
}
