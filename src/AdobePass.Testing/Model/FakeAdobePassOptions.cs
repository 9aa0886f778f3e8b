namespace AdobePass.Testing;

/// <summary>
/// Represents the options of a <see cref="FakeAdobePass"/>. The constructor of the fake reads them once. It throws
/// <see cref="ArgumentOutOfRangeException"/> if a value is out of its range.
/// </summary>
public sealed class FakeAdobePassOptions
{
    /// <summary>
    /// Gets or sets the only clock of the fake, used for issue times, expiry, throttling windows and injected delays. Default: the system
    /// clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets how strictly requests are checked against Adobe's reference pages. Default: <see cref="FakeStrictness.Strict"/>.
    /// </summary>
    public FakeStrictness Strictness { get; set; } = FakeStrictness.Strict;

    /// <summary>
    /// Gets or sets the behavior of the real service that the reference pages do not describe. Default: off, except codes without
    /// ambiguous characters. <see cref="FakeFieldBehavior.All"/> turns everything on.
    /// </summary>
    public FakeFieldBehavior Field { get; set; } = new();

    /// <summary>
    /// Gets or sets a value indicating whether requests beyond rate and burst get the documented 429 HTML page. Default: true.
    /// </summary>
    public bool ThrottleEnabled { get; set; } = true;

    /// <summary>
    /// Gets or sets the number of requests per whole second and IP address that do not use the burst. At least 1. Default: 1, as
    /// documented.
    /// </summary>
    public int ThrottleRatePerSecond { get; set; } = 1;

    /// <summary>
    /// Gets or sets the number of additional requests per IP address, beyond the steady rate. At least 0. Default: 10, as documented.
    /// </summary>
    public int ThrottleBurst { get; set; } = 10;

    /// <summary>
    /// Gets or sets a value indicating whether each whole second restores one burst request, up to <see cref="ThrottleBurst"/>. Default:
    /// false, because the documentation grants the burst once, at first interaction.
    /// </summary>
    public bool ThrottleBurstRefills { get; set; }

    /// <summary>
    /// Gets or sets the lifetime of an access token, sent as <c>expires_in</c> in whole seconds. At least one second. Default: 6 hours, the
    /// 21600 of the documented samples.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Gets or sets the lifetime of an authentication code. Positive. Default: 30 minutes, as in the documented samples.
    /// </summary>
    public TimeSpan AuthenticationCodeLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets the lifetime of a media token. Positive. Default: 7 minutes, as documented.</summary>
    public TimeSpan MediaTokenLifetime { get; set; } = TimeSpan.FromMinutes(7);

    /// <summary>Gets or sets the lifetime of a profile whose MVPD does not set one. Positive. Default: 30 days.</summary>
    public TimeSpan ProfileLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets the validity period of authorization decisions. Positive. Default: 24 hours.</summary>
    public TimeSpan DecisionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets the maximum number of resources in a preauthorize request. More get <c>too_many_resources</c>. At least 1. Default: 5.
    /// </summary>
    public int MaxPreauthorizeResources { get; set; } = 5;

    /// <summary>
    /// Gets or sets the maximum number of resources in an authorize request. More get <c>too_many_resources</c>. At least 1. Default: 1.
    /// </summary>
    public int MaxAuthorizeResources { get; set; } = 1;

    /// <summary>
    /// Gets or sets a value indicating whether any software statement in the form of a JWS is approved, with the scope
    /// <c>api:client:v2</c>. Default: false; only statements from <see cref="FakeAdobePass.CreateSoftwareStatement(string[])"/> are known.
    /// </summary>
    public bool AcceptAnySoftwareStatement { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether <c>client_id_issued_at</c> is in milliseconds instead of seconds. Default: false. The
    /// documentation shows both units, so a client must read both.
    /// </summary>
    public bool ClientIdIssuedAtInMilliseconds { get; set; }

    /// <summary>Gets or sets the initial value of <see cref="FakeAdobePass.AutoLogin"/>. Default: true.</summary>
    public bool AutoLogin { get; set; } = true;

    /// <summary>Gets or sets how many exchanges are kept; the oldest are removed first. At least 0. Default: 10,000.</summary>
    public int ExchangeCapacity { get; set; } = 10_000;

    internal FakeAdobePassOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Field);
        ArgumentOutOfRangeException.ThrowIfLessThan(ThrottleRatePerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ThrottleBurst);
        ArgumentOutOfRangeException.ThrowIfLessThan(AccessTokenLifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AuthenticationCodeLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MediaTokenLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ProfileLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(DecisionLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPreauthorizeResources, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAuthorizeResources, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ExchangeCapacity);
        var copy = (FakeAdobePassOptions)MemberwiseClone();
        copy.Field = Field.Copy();
        return copy;
    }
}
