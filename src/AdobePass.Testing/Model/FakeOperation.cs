namespace AdobePass.Testing;

/// <summary>
/// Specifies the operations of the fake: two of the DCR API, thirteen of REST API V2, and the pages that a user agent visits.
/// </summary>
public enum FakeOperation
{
    /// <summary>A path that is not documented. The fake responds with 404.</summary>
    Unknown = 0,

    /// <summary><c>POST /o/client/register</c>: retrieve client credentials.</summary>
    Register,

    /// <summary><c>POST /o/client/token</c>: retrieve an access token.</summary>
    Token,

    /// <summary><c>GET /api/v2/{serviceProvider}/configuration</c>: MVPDs with an active integration.</summary>
    Configuration,

    /// <summary><c>POST /api/v2/{serviceProvider}/sessions</c>: create an authentication session.</summary>
    CreateSession,

    /// <summary><c>POST /api/v2/{serviceProvider}/sessions/{code}</c>: resume an authentication session.</summary>
    ResumeSession,

    /// <summary><c>GET /api/v2/{serviceProvider}/sessions/{code}</c>: read an authentication session.</summary>
    ReadSession,

    /// <summary><c>GET /api/v2/authenticate/{serviceProvider}/{code}</c>: start the MVPD login in a user agent.</summary>
    Authenticate,

    /// <summary><c>GET /api/v2/{serviceProvider}/profiles</c>: all valid profiles.</summary>
    Profiles,

    /// <summary><c>GET /api/v2/{serviceProvider}/profiles/{mvpd}</c>: the profile of one MVPD.</summary>
    ProfileByMvpd,

    /// <summary><c>GET /api/v2/{serviceProvider}/profiles/code/{code}</c>: the profile that belongs to one code (polling).</summary>
    ProfileByCode,

    /// <summary><c>POST /api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}</c>: informative decisions.</summary>
    Preauthorize,

    /// <summary><c>POST /api/v2/{serviceProvider}/decisions/authorize/{mvpd}</c>: authoritative decisions with media tokens.</summary>
    Authorize,

    /// <summary><c>GET /api/v2/{serviceProvider}/logout/{mvpd}</c>: delete profiles.</summary>
    Logout,

    /// <summary><c>POST /api/v2/{serviceProvider}/sessions/sso/{partner}</c>: partner authentication request (Apple).</summary>
    CreatePartnerSession,

    /// <summary><c>POST /api/v2/{serviceProvider}/profiles/sso/{partner}</c>: profile from a partner response (Apple).</summary>
    CreatePartnerProfile,

    /// <summary>
    /// A page after <see cref="Authenticate"/> or after a logout <c>url</c>: <c>/adobe-services/…</c> and the fake MVPD login page
    /// <c>/fake-mvpd/…</c>. Only user agents open them. They are not throttled, and their headers are not checked.
    /// </summary>
    UserAgentPage,
}
