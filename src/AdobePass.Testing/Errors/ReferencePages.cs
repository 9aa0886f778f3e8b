namespace AdobePass.Testing.Errors;

/// <summary>The public titles of Adobe's reference pages, for the messages of rejections.</summary>
internal static class ReferencePages
{
    public const string Throttling = "Throttling mechanism";

    public const string PartnerSso = "REST API V2: Single sign-on using partner flows";

    private static readonly Dictionary<FakeOperation, string> Operations = new()
    {
        [FakeOperation.Register] = "Dynamic Client Registration API: Retrieve client credentials",
        [FakeOperation.Token] = "Dynamic Client Registration API: Retrieve access token",
        [FakeOperation.Configuration] = "REST API V2: Retrieve configuration for specific service provider",
        [FakeOperation.CreateSession] = "REST API V2: Create authentication session",
        [FakeOperation.ResumeSession] = "REST API V2: Resume authentication session",
        [FakeOperation.ReadSession] = "REST API V2: Retrieve authentication session information using code",
        [FakeOperation.Authenticate] = "REST API V2: Perform authentication in user agent",
        [FakeOperation.Profiles] = "REST API V2: Retrieve profiles",
        [FakeOperation.ProfileByMvpd] = "REST API V2: Retrieve profile for specific mvpd",
        [FakeOperation.ProfileByCode] = "REST API V2: Retrieve profile for specific code",
        [FakeOperation.Preauthorize] = "REST API V2: Retrieve preauthorization decisions using specific mvpd",
        [FakeOperation.Authorize] = "REST API V2: Retrieve authorization decisions using specific mvpd",
        [FakeOperation.Logout] = "REST API V2: Initiate logout for specific mvpd",
        [FakeOperation.CreatePartnerSession] = "REST API V2: Retrieve partner authentication request",
        [FakeOperation.CreatePartnerProfile] = "REST API V2: Retrieve profile using partner authentication response",
    };

    /// <summary>Returns the page of an operation, or the overview for an undocumented path.</summary>
    public static string For(FakeOperation operation) => Operations.GetValueOrDefault(operation, "REST API V2 overview");

    /// <summary>Returns the page of a request header.</summary>
    public static string Header(string name) => "REST API V2: Header " + name;

    /// <summary>Returns a report, followed by the page that it is based on.</summary>
    public static string See(string report, string page) => $"{report}. See Adobe's page \"{page}\".";
}
