namespace AdobePass.Tests;

/// <summary>
/// Measures time at a twentieth of its speed, so that a store timeout does not elapse on a busy machine.
/// Delays and UTC are those of the system.
/// </summary>
internal sealed class SlowClock : TimeProvider
{
    public override long GetTimestamp() => base.GetTimestamp() / 20;
}
