namespace AdobePass.Testing;

/// <summary>Specifies the documented degradation rules.</summary>
public enum FakeDegradation
{
    /// <summary>
    /// Sessions respond with <c>authorize</c> and <c>degraded</c>. Profile reads by MVPD or code return a <c>degraded</c> profile issued by
    /// <c>Adobe</c>. All decisions permit.
    /// </summary>
    AuthNAll = 0,

    /// <summary>All decisions permit, without a login. Sessions and profiles are unchanged.</summary>
    AuthZAll,

    /// <summary>All decisions deny with <c>authorization_denied_by_degradation_rule</c>. Sessions and profiles are unchanged.</summary>
    AuthZNone,
}
