namespace AdobePass.Testing;

/// <summary>How closely the fake checks a request against Adobe's reference pages.</summary>
public enum FakeStrictness
{
    /// <summary>
    /// Everything the reference does not list on an operation is rejected: product headers (<c>AP-*</c>, <c>AD-*</c>, <c>Adobe-*</c>,
    /// <c>X-Device-Info</c>, <c>X-Forwarded-For</c>, <c>X-Roku-Reserved-*</c>), query, form and JSON members, wrong content types,
    /// values outside the restricted lists of <c>X-Device-Info</c>; and everything it calls required must be there. Each rejection names
    /// the page of the reference by its title.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// What clients in the field send, and the real service is seen to accept, is accepted: undefined headers and parameters (such as
    /// <c>AP-Device-Identifier</c> on every request, <c>grant_types</c> in the registration, <c>scope</c> at the token), other content
    /// types, token parameters in the query or in a JSON body, and an <c>X-Device-Info</c> that is missing or is Base64 of any text.
    /// Malformed values of other headers, and an <c>X-Device-Info</c> that is not Base64, are still rejected.
    /// </summary>
    Lenient,
}
