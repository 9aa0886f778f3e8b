namespace AdobePass.Testing;

/// <summary>Specifies the kinds of temporary access.</summary>
public enum FakeTempPassKind
{
    /// <summary>Limited in time. The trial belongs to the device identifier.</summary>
    Basic = 0,

    /// <summary>
    /// Limited in time and in number of resources. The trial belongs to the device identifier and to the identity in
    /// <c>AP-TempPass-Identity</c>. If either key is known, the trial exists.
    /// </summary>
    Promotional,
}

/// <summary>Represents the limits of a TempPass pseudo-MVPD.</summary>
/// <param name="Kind">Basic or promotional.</param>
/// <param name="Duration">The duration of the trial. It starts at the first permitted authorization. Positive.</param>
/// <param name="MaxResources">
/// The number of distinct resources that a promotional trial may authorize; ignored for a basic trial. At least 1.
/// </param>
/// <param name="IsMisconfigured">
/// <see langword="true"/> if every use fails with <c>invalid_configuration_temporary_access</c> (HTTP 500 on profile reads, an item error
/// on decisions); otherwise, <see langword="false"/>.
/// </param>
public sealed record FakeTempPass(FakeTempPassKind Kind, TimeSpan Duration, int MaxResources = 1, bool IsMisconfigured = false);
