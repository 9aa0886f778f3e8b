namespace AdobePass.Testing;

/// <summary>
/// What a <see cref="FakeAdobePass"/> starts with. Values are read once, in the constructor of the fake; a value out of its range makes
/// that constructor throw <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed class FakeAdobePassOptions
{
    /// <summary>The only clock the fake reads: issue times, expiry, throttling windows and injected delays. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How closely requests are checked against the reference pages. Default: <see cref="FakeStrictness.Strict"/>.</summary>
    public FakeStrictness Strictness { get; set; } = FakeStrictness.Strict;

    /// <summary>
    /// Gets or sets the behavior of the real service that the reference pages do not have. Default: off, except codes without ambiguous
    /// characters; <see cref="FakeFieldBehavior.All"/> turns everything on.
    /// </summary>
    public FakeFieldBehavior Field { get; set; } = new();

    /// <summary>Whether requests beyond rate and burst get the documented 429 HTML page. Default: true.</summary>
    public bool ThrottleEnabled { get; set; } = true;

    /// <summary>Requests per whole second and device address that need no burst. At least 1. Default: 1, as documented.</summary>
    public int ThrottleRatePerSecond { get; set; } = 1;

    /// <summary>Extra requests per device address on top of the steady rate. At least 0. Default: 10, as documented.</summary>
    public int ThrottleBurst { get; set; } = 10;

    /// <summary>
    /// Whether each whole second that passes gives one burst request back, up to <see cref="ThrottleBurst"/>. Default: false, because the
    /// documentation describes the burst as a one-time allowance at first interaction.
    /// </summary>
    public bool ThrottleBurstRefills { get; set; }

    /// <summary>
    /// Life of an access token, sent as <c>expires_in</c> in whole seconds. At least one second. Default: 6 hours, the 21600 of the
    /// documented samples.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Life of an authentication code. Positive. Default: 30 minutes, the window of the documented samples.</summary>
    public TimeSpan AuthenticationCodeLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Life of a media token. Positive. Default: 7 minutes, as documented.</summary>
    public TimeSpan MediaTokenLifetime { get; set; } = TimeSpan.FromMinutes(7);

    /// <summary>Life of a profile unless its MVPD says otherwise. Positive. Default: 30 days.</summary>
    public TimeSpan ProfileLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Validity window written on authorization decisions. Positive. Default: 24 hours.</summary>
    public TimeSpan DecisionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Most resources one preauthorize call may carry before <c>too_many_resources</c>. At least 1. Default: 5.</summary>
    public int MaxPreauthorizeResources { get; set; } = 5;

    /// <summary>Most resources one authorize call may carry before <c>too_many_resources</c>. At least 1. Default: 1.</summary>
    public int MaxAuthorizeResources { get; set; } = 1;

    /// <summary>
    /// Whether any JWS-shaped software statement is taken as approved, with scope <c>api:client:v2</c>. Default: false, only statements
    /// made by <see cref="FakeAdobePass.CreateSoftwareStatement(string[])"/> are known.
    /// </summary>
    public bool AcceptAnySoftwareStatement { get; set; }

    /// <summary>
    /// Whether <c>client_id_issued_at</c> is written in milliseconds instead of seconds. Default: false. Both were seen in the
    /// documentation, so a client must read both.
    /// </summary>
    public bool ClientIdIssuedAtInMilliseconds { get; set; }

    /// <summary>Start value of <see cref="FakeAdobePass.AutoLogin"/>. Default: true.</summary>
    public bool AutoLogin { get; set; } = true;

    /// <summary>How many exchanges are kept, the oldest leaving first. At least 0. Default: 10,000.</summary>
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
