namespace AdobePass.Testing;

/// <summary>
/// Represents behavior of the real service that working clients and release notes show, but Adobe's reference pages do not describe. Use
/// it to test that an application tolerates such responses. Everything is off by default, except <see cref="UnambiguousCodes"/>.
/// </summary>
public sealed class FakeFieldBehavior
{
    /// <summary>Gets a new object with every behavior on. Turn off individual properties as needed.</summary>
    public static FakeFieldBehavior All => new()
    {
        AuthenticateWithForm = true,
        RedirectOnLogout = true,
        OmitUngatedResources = true,
        EmptyDecisionsWithoutProfile = true,
        RepeatDecisions = true,
        OmitDecisionSource = true,
        DecisionMetadata = true,
        ConfigurationAtRoot = true,
        ReasonForReasonType = true,
        OmitReasonType = true,
        ScopesAsString = true,
        CreatedAtAsString = true,
        RepeatTokensWithinSecond = true,
        OddProfile = true,
        OddItemErrors = true,
        UnknownMembers = true,
        CodesOutliveLogin = true,
        ServiceTokenPerIntegration = true,
    };

    /// <summary>
    /// Gets or sets a value indicating whether <c>authenticate</c> responds with status 200 and an HTML form that submits itself, as
    /// several MVPDs do, instead of 302. Default: false.
    /// </summary>
    public bool AuthenticateWithForm { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether a logout that needs a user agent responds with status 302 and the absolute URL in
    /// <c>Location</c>, without a body. Default: false.
    /// </summary>
    public bool RedirectOnLogout { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether preauthorize omits the decisions of resources that are not gated, see
    /// <see cref="FakeMvpd.UngatedResources"/>. Default: false.
    /// </summary>
    public bool OmitUngatedResources { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether decisions without a usable profile are an empty list, as before release 3.9.0, instead of
    /// an error for each resource. Default: false.
    /// </summary>
    public bool EmptyDecisionsWithoutProfile { get; set; }

    /// <summary>Gets or sets a value indicating whether each resource has two equal rows in <c>decisions</c>. Default: false.</summary>
    public bool RepeatDecisions { get; set; }

    /// <summary>Gets or sets a value indicating whether decisions lack <c>source</c>. Default: false.</summary>
    public bool OmitDecisionSource { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether permits carry the user metadata of the profile in a member <c>metadata</c>, as release
    /// 3.10.0 allows. The name of the member is an assumption. Default: false.
    /// </summary>
    public bool DecisionMetadata { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the configuration has <c>mvpds</c> at the root instead of inside <c>requestor</c>.
    /// Default: false.
    /// </summary>
    public bool ConfigurationAtRoot { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether session responses have <c>reason</c> instead of <c>reasonType</c>. Default: false.
    /// </summary>
    public bool ReasonForReasonType { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether session responses have neither <c>reasonType</c> nor <c>reason</c>. Together with
    /// <see cref="ReasonForReasonType"/> this applies to resumed sessions only. Default: false.
    /// </summary>
    public bool OmitReasonType { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the <c>scopes</c> of a registration are one string, separated by commas, instead of an
    /// array. Default: false.
    /// </summary>
    public bool ScopesAsString { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the <c>created_at</c> of an access token is an ISO 8601 string instead of a number.
    /// Default: false.
    /// </summary>
    public bool CreatedAtAsString { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether two token requests of one client within one second get the identical access token, because
    /// it has no <c>jti</c>. A token that was revoked stays revoked when it is returned again. Default: false.
    /// </summary>
    public bool RepeatTokensWithinSecond { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether a list of all profiles that is not empty also has a profile without <c>notBefore</c>, under
    /// the MVPD <c>OddMvpd</c>. Default: false.
    /// </summary>
    public bool OddProfile { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the errors of single decisions have an object as <c>message</c> and a string such as
    /// <c>403 Forbidden</c> as <c>status</c>. Permits in the same response are unchanged. Default: false.
    /// </summary>
    public bool OddItemErrors { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether every JSON object of a response, errors included, has a member <c>fieldUnknown</c> that no
    /// page documents. Maps by MVPD or by attribute name do not get it, but their values do. Default: false.
    /// </summary>
    public bool UnknownMembers { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether an authentication code that led to a login still reads its profile after the code expired
    /// or was replaced, as long as the profile is valid. Default: false.
    /// </summary>
    public bool CodesOutliveLogin { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether single sign-on by service token works only where the integration enables it, as since
    /// release 3.10.0, see <see cref="FakeMvpd.ServiceTokenServiceProviders"/>. Default: false.
    /// </summary>
    public bool ServiceTokenPerIntegration { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether authentication codes have no characters that are easily confused (0 and O; 1, I and L), as
    /// since release 3.9.0. Default: true.
    /// </summary>
    public bool UnambiguousCodes { get; set; } = true;

    /// <summary>Gets a value indicating whether any response differs from the documentation, so that its body must be rewritten.</summary>
    internal bool ChangesBodies =>
        RedirectOnLogout || OmitUngatedResources || EmptyDecisionsWithoutProfile || RepeatDecisions || OmitDecisionSource
        || DecisionMetadata || ConfigurationAtRoot || ReasonForReasonType || OmitReasonType || ScopesAsString || CreatedAtAsString
        || OddProfile || OddItemErrors || UnknownMembers;

    internal FakeFieldBehavior Copy() => (FakeFieldBehavior)MemberwiseClone();
}
