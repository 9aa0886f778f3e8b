namespace AdobePass.Testing;

/// <summary>The documented degradation rules.</summary>
public enum FakeDegradation
{
    /// <summary>
    /// Sessions answer <c>authorize</c> / <c>degraded</c>, profile reads by MVPD or code give a <c>degraded</c> profile issued by
    /// <c>Adobe</c>, and all decisions permit.
    /// </summary>
    AuthNAll = 0,

    /// <summary>All decisions permit, without a login; sessions and profiles are unchanged.</summary>
    AuthZAll,

    /// <summary>All decisions deny with <c>authorization_denied_by_degradation_rule</c>; sessions and profiles are unchanged.</summary>
    AuthZNone,
}
