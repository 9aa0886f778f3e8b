namespace AdobePass.Tests;

/// <summary>
/// Measures time at a twentieth of its speed, so that a timeout of a store does not elapse because the machine is busy. Delays and UTC are those of the system.
/// </summary>
internal sealed class SlowClock : TimeProvider
{
    public override long GetTimestamp() => base.GetTimestamp() / 20;
}
