namespace AdobePass;

/// <summary>
/// Specifies an environment of Adobe Pass. There are two builds, released and upcoming, each with the staging and the production
/// endpoints of the MVPDs.
/// </summary>
/// <remarks>
/// <para>Adobe requires that an application is validated in <see cref="PrequalProduction"/> and <see cref="ReleaseStaging"/> before it goes
/// to <see cref="ReleaseProduction"/>.</para>
/// <para>There is no value for 0, so a missing setting is an error and not an environment.</para>
/// <para>Registered applications and software statements are treated as belonging to one environment.</para>
/// </remarks>
public enum AdobePassEnvironment
{
    /// <summary>Released build, MVPD production endpoints, <c>sp.auth.adobe.com</c>: live viewers.</summary>
    ReleaseProduction = 1,

    /// <summary>Released build, MVPD staging endpoints, <c>sp.auth-staging.adobe.com</c>: validating an application, load tests.</summary>
    ReleaseStaging,

    /// <summary>
    /// Upcoming build, MVPD production endpoints, <c>sp-prequal.auth.adobe.com</c>: validating unreleased features and configuration.
    /// </summary>
    PrequalProduction,

    /// <summary>Upcoming build, MVPD staging endpoints, <c>sp-prequal.auth-staging.adobe.com</c>: new MVPD integrations.</summary>
    PrequalStaging,
}
