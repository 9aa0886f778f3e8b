using System.Collections.Concurrent;

namespace AdobePass.Entitlements;

/// <summary>Represents what the process remembers about a device and never stores: the permits of the catalogue, and sign-outs.</summary>
internal sealed class DeviceMemory
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _permits = new(StringComparer.Ordinal);
    private int _signOuts;

    /// <summary>Gets the number of sign-outs. A playback permit from before a sign-out is not valid.</summary>
    internal int SignOuts => Volatile.Read(ref _signOuts);

    internal long LastUse { get; set; }

    internal void Permit(string mvpd, string resource, DateTimeOffset until) => _permits[KeyOf(mvpd, resource)] = until;

    internal bool IsPermitted(string mvpd, string resource, DateTimeOffset now) =>
        _permits.TryGetValue(KeyOf(mvpd, resource), out var until) && now < until;

    internal void ClearPermits() => _permits.Clear();

    internal void SignOut()
    {
        Interlocked.Increment(ref _signOuts);
        ClearPermits();
    }

    private static string KeyOf(string mvpd, string resource) => mvpd + "\n" + resource;
}
