namespace AdobePass.Testing;

/// <summary>The two kinds of temporary access.</summary>
public enum FakeTempPassKind
{
    /// <summary>Limited in time; the trial belongs to the device identifier.</summary>
    Basic = 0,

    /// <summary>
    /// Limited in time and in number of resources; the trial belongs to the device identifier and to the identity in
    /// <c>AP-TempPass-Identity</c>: either key already known means an existing trial.
    /// </summary>
    Promotional,
}

/// <summary>Limits of a TempPass pseudo-MVPD.</summary>
/// <param name="Kind">Basic or promotional.</param>
/// <param name="Duration">Length of the trial; its clock starts at the first permitted authorization. Positive.</param>
/// <param name="MaxResources">Distinct resources a promotional trial may authorize; ignored for a basic one. At least 1.</param>
/// <param name="IsMisconfigured">
/// Whether every use fails with <c>invalid_configuration_temporary_access</c>: HTTP 500 on profile reads, an item error on decisions.
/// </param>
public sealed record FakeTempPass(FakeTempPassKind Kind, TimeSpan Duration, int MaxResources = 1, bool IsMisconfigured = false);
