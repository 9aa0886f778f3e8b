namespace AdobePass.Testing;

/// <summary>How closely the fake holds a request against the reference tables.</summary>
public enum FakeStrictness
{
    /// <summary>
    /// Everything the reference does not list on an operation is rejected: product headers (<c>AP-*</c>, <c>AD-*</c>, <c>Adobe-*</c>,
    /// <c>X-Device-Info</c>, <c>X-Forwarded-For</c>, <c>X-Roku-Reserved-*</c>), query, form and JSON members, wrong content types,
    /// values outside the restricted lists of <c>X-Device-Info</c>; and everything it calls required must be there.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// Undefined headers and parameters, other content types, token parameters in the query, values outside the restricted lists, and
    /// a missing <c>X-Device-Info</c> on REST API V2 are tolerated. Malformed values of headers that are defined are still refused.
    /// </summary>
    Lenient,
}
