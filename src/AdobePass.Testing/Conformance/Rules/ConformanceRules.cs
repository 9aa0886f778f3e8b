namespace AdobePass.Testing.Conformance;

/// <summary>The requirements of Adobe's checklist for REST API V2, and the rule for each.</summary>
internal static class ConformanceRules
{
    private const string OnScreen = "A text on a screen is not part of the traffic. Show it in a review of the application.";

    /// <summary>The rules, in the order of the checklist.</summary>
    public static IReadOnlyList<(string Id, string Requirement, Func<ConformanceRun, Verdict> Find)> All { get; } =
    [
        ("M01", "The registered application has the scope of REST API V2.", RegistrationRules.Scope),
        ("M02", "Client credentials are kept.", RegistrationRules.Credentials),
        ("M03", "The access token is kept until it expires.", RegistrationRules.TokenIsKept),
        ("M04", "The configuration is requested for the picker only.", ConfigurationRules.ForThePicker),
        ("M05", "The selected MVPD is kept.", ConfigurationRules.SelectionIsKept),
        ("M06", "Polling begins after the code is shown, or after the redirect.", PollingRules.Start),
        ("M07", "Polling ends with the profile, the end of the code, or a newer code.", PollingRules.End),
        ("M08", "Polls are 3 to 5 seconds apart or more.", PollingRules.Interval),
        ("M09", "Parts of the profile are kept.", ProfileRules.IsKept),
        ("M10", "Preauthorization is not used for playback.", DecisionRules.PreauthorizationIsForDisplay),
        ("M11", "Preauthorization follows the action of errors; retries are bounded.", DecisionRules.PreauthorizationRetries),
        ("M12", "Permits of preauthorization are kept in memory.", DecisionRules.PermitsAreCached),
        ("M13", "An authorization comes before every playback.", DecisionRules.AuthorizationPrecedesPlayback),
        ("M14", "Authorization follows the action of errors; retries are bounded.", DecisionRules.AuthorizationRetries),
        ("M15", "What a logout requires is carried out.", LogoutRules.IsCarriedOut),
        ("M16", "Authorization is sent.", HeaderRules.Authorization),
        ("M17", "AP-Device-Identifier is sent.", HeaderRules.DeviceIdentifier),
        ("M18", "X-Device-Info is sent.", HeaderRules.DeviceInformation),
        ("M19", "The device identifier is stable.", HeaderRules.IdentifierIsStable),
        ("M20", "Only the listed headers and parameters are sent.", HeaderRules.OnlyListed),
        ("M21", "Enhanced error codes are handled.", ErrorRules.EnhancedErrors),
        ("M22", "HTTP errors are told apart and handled.", ErrorRules.HttpErrors),
        ("M23", "Staging comes before production.", TestingRules.Environment),
        ("R01", "The access token is renewed before it expires.", RegistrationRules.TokenIsRenewed),
        ("R02", "The configuration is cached for 2 to 3 minutes.", ConfigurationRules.IsCached),
        ("R03", "A typed code is validated before the login page.", ProfileRules.CodeIsValidated),
        ("R04", "Several profiles are handled.", ProfileRules.SeveralAreHandled),
        ("R05", "Degraded, temporary and single sign-on access is handled.", ProfileRules.SpecialAreHandled),
        ("R06", "A denied preauthorization is explained.", static _ => Verdict.NotExercised(OnScreen)),
        ("R07", "Media tokens are verified.", static _ => Verdict.NotExercised(
            "Your server verifies media tokens, and not Adobe Pass. Show it in a test of the server.")),
        ("R08", "A denied authorization is explained.", static _ => Verdict.NotExercised(OnScreen)),
        ("R09", "No automatic logout.", LogoutRules.IsNotAutomatic),
        ("R10", "Only REST API V2 is used.", HeaderRules.OnlyV2),
        ("R11", "The flows are tested.", TestingRules.Matrix),
        ("R12", "Adobe's developer site is used as a test tool.", static _ => Verdict.NotExercised(
            "The use of a website is not part of the traffic.")),
    ];
}
