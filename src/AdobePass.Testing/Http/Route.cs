namespace AdobePass.Testing.Http;

/// <summary>Represents a matched path: the operation, whether the method matches, and the path parameters.</summary>
internal sealed record Route(FakeOperation Operation, bool MethodFits)
{
    public string ServiceProvider { get; init; } = "";

    public string Mvpd { get; init; } = "";

    public string Code { get; init; } = "";

    public string Partner { get; init; } = "";

    public bool IsRestApiV2 => Operation is >= FakeOperation.Configuration and <= FakeOperation.CreatePartnerProfile;

    public bool IsRegistration => Operation is FakeOperation.Register or FakeOperation.Token;

    /// <summary>Matches a path. The literal <c>authenticate</c> takes precedence over a service provider with that name.</summary>
    public static Route Match(string method, string path)
    {
        var parts = path.TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        return parts switch
        {
            ["o", "client", "register"] => new(FakeOperation.Register, method == "POST"),
            ["o", "client", "token"] => new(FakeOperation.Token, method == "POST"),
            ["adobe-services" or "fake-mvpd", ..] => new(FakeOperation.UserAgentPage, method is "GET" or "POST"),
            ["api", "v2", .. var rest] when !rest.Any(string.IsNullOrEmpty) => MatchV2(method, rest),
            // The samples of the reference write a trailing slash here, and only here.
            ["api", "v2", var sp, "configuration", ""] when sp.Length > 0 => MatchV2(method, [sp, "configuration"]),
            _ => new(FakeOperation.Unknown, true),
        };
    }

    private static Route MatchV2(string method, string[] parts) => parts switch
    {
        ["authenticate", var sp, var code] =>
            new(FakeOperation.Authenticate, method == "GET") { ServiceProvider = sp, Code = code },
        [var sp, "configuration"] => new(FakeOperation.Configuration, method == "GET") { ServiceProvider = sp },
        [var sp, "sessions"] => new(FakeOperation.CreateSession, method == "POST") { ServiceProvider = sp },
        [var sp, "sessions", "sso", var partner] =>
            new(FakeOperation.CreatePartnerSession, method == "POST") { ServiceProvider = sp, Partner = partner },
        [var sp, "sessions", var code] when method == "GET" => new(FakeOperation.ReadSession, true) { ServiceProvider = sp, Code = code },
        [var sp, "sessions", var code] => new(FakeOperation.ResumeSession, method == "POST") { ServiceProvider = sp, Code = code },
        [var sp, "profiles"] => new(FakeOperation.Profiles, method == "GET") { ServiceProvider = sp },
        [var sp, "profiles", "code", var code] => new(FakeOperation.ProfileByCode, method == "GET") { ServiceProvider = sp, Code = code },
        [var sp, "profiles", "sso", var partner] =>
            new(FakeOperation.CreatePartnerProfile, method == "POST") { ServiceProvider = sp, Partner = partner },
        [var sp, "profiles", var mvpd] => new(FakeOperation.ProfileByMvpd, method == "GET") { ServiceProvider = sp, Mvpd = mvpd },
        [var sp, "decisions", "preauthorize", var mvpd] =>
            new(FakeOperation.Preauthorize, method == "POST") { ServiceProvider = sp, Mvpd = mvpd },
        [var sp, "decisions", "authorize", var mvpd] =>
            new(FakeOperation.Authorize, method == "POST") { ServiceProvider = sp, Mvpd = mvpd },
        [var sp, "logout", var mvpd] => new(FakeOperation.Logout, method == "GET") { ServiceProvider = sp, Mvpd = mvpd },
        _ => new(FakeOperation.Unknown, true),
    };
}
