namespace AdobePass.Testing;

/// <summary>Specifies how strictly the fake checks a request against Adobe's reference pages.</summary>
public enum FakeStrictness
{
    /// <summary>
    /// Rejects everything that the reference does not list for an operation: product headers (<c>AP-*</c>, <c>AD-*</c>, <c>Adobe-*</c>,
    /// <c>X-Device-Info</c>, <c>X-Forwarded-For</c>, <c>X-Roku-Reserved-*</c>), query, form and JSON members, wrong content types, and
    /// values outside the restricted lists of <c>X-Device-Info</c>. Everything that the reference requires must be present. Each rejection
    /// names the page of the reference by its title.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// Accepts what existing clients send and the real service accepts: undefined headers and parameters (such as
    /// <c>AP-Device-Identifier</c> on every request, <c>grant_types</c> in the registration, <c>scope</c> in the token request), other
    /// content types, token parameters in the query or in a JSON body, and an <c>X-Device-Info</c> that is missing or is Base64 of any
    /// text. Malformed values of other headers, and an <c>X-Device-Info</c> that is not Base64, are still rejected.
    /// </summary>
    Lenient,
}
