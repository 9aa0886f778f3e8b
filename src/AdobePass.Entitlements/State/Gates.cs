namespace AdobePass.Entitlements;

/// <summary>Lets one caller of a process at a time change the sign-in of a device. A fixed number of locks serves all devices.</summary>
internal sealed class Gates
{
    private const int Count = 256;

    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(static _ => new SemaphoreSlim(1, 1))];

    internal SemaphoreSlim Of(string key) => _gates[(StringComparer.Ordinal.GetHashCode(key) & int.MaxValue) % Count];
}
