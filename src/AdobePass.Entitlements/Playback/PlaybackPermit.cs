namespace AdobePass.Entitlements;

/// <summary>
/// Represents the permission for one playback. Use it at once, and do not store it. A playback in progress continues when the media token
/// expires.
/// </summary>
public sealed class PlaybackPermit : PlaybackAuthorization
{
    private readonly SerializedMediaToken _token;
    private readonly DeviceMemory _memory;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _lifetime;
    private readonly long _receivedAt;
    private readonly int _signOuts;
    private int _isUsed;

    internal PlaybackPermit(
        string resource,
        string mvpd,
        SerializedMediaToken token,
        TimeSpan lifetime,
        string? source,
        DeviceMemory memory,
        TimeProvider clock)
        : base(resource, mvpd)
    {
        _token = token;
        _lifetime = lifetime;
        _memory = memory;
        _clock = clock;
        _receivedAt = clock.GetTimestamp();
        _signOuts = memory.SignOuts;
        ExpiresAt = clock.GetUtcNow() + lifetime;
        Source = source;
    }

    /// <summary>Gets the time until which the playback must have started.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Gets who decided: <c>mvpd</c>, <c>degradation</c>, <c>temppass</c> or <c>dummy</c>; <see langword="null"/> if the service did not
    /// say.
    /// </summary>
    public string? Source { get; }

    /// <summary>Gets whether the permit can still be used.</summary>
    public bool IsUsable => FindObstacle() is null && Volatile.Read(ref _isUsed) == 0;

    /// <summary>Uses the permit and gets the media token for the player.</summary>
    /// <returns>The media token.</returns>
    /// <exception cref="InvalidOperationException">
    /// The permit was used before, its media token has expired, or the viewer signed out. Authorize again.
    /// </exception>
    public SerializedMediaToken UseMediaToken()
    {
        if (FindObstacle() is { } obstacle)
        {
            throw new InvalidOperationException($"The permit for '{Resource}' {obstacle}. Authorize again for this playback.");
        }

        return Interlocked.Exchange(ref _isUsed, 1) == 0
            ? _token
            : throw new InvalidOperationException(
                $"The permit for '{Resource}' was used before. A permit is good for one playback. Authorize again for each playback.");
    }

    /// <summary>Returns the resource. The media token is not part of it.</summary>
    /// <returns>The resource.</returns>
    public override string ToString() => $"Permit for {Resource}";

    // Measured on the monotonic clock: the wall clock of a TV is often wrong, and may be set.
    private string? FindObstacle() =>
        _memory.SignOuts != _signOuts ? "is not valid, because the viewer signed out"
        : _clock.GetElapsedTime(_receivedAt) >= _lifetime ? "has expired"
        : null;
}
