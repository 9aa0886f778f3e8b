using System.Globalization;
using System.Text.Json;

namespace AdobePass.Entitlements;

/// <summary>Specifies whether the viewer allowed the app to use the partner framework of the platform.</summary>
public enum PartnerAccessStatus
{
    /// <summary>The viewer was not asked yet.</summary>
    NotDetermined = 0,

    /// <summary>The viewer allowed the access.</summary>
    Granted,

    /// <summary>The viewer denied the access.</summary>
    Denied,

    /// <summary>The device does not allow the access.</summary>
    Restricted,
}

/// <summary>
/// Represents the state of the partner framework of the platform (<c>AP-Partner-Framework-Status</c>). The partner is Apple, and its
/// framework is Video Subscriber Account.
/// </summary>
public sealed class PartnerFrameworkStatus
{
    internal const string Partner = "Apple";

    private PartnerFrameworkStatus(PartnerAccessStatus accessStatus, string? providerId, DateTimeOffset? expiresAt)
    {
        AccessStatus = accessStatus;
        ProviderId = providerId;
        ExpiresAt = expiresAt;
        HeaderValue = Write();
    }

    /// <summary>Gets whether the viewer allowed the access.</summary>
    public PartnerAccessStatus AccessStatus { get; }

    /// <summary>
    /// Gets the id of the provider in the framework. It equals the <c>platformMappingId</c> of the MVPD; <see langword="null"/>
    /// without access.
    /// </summary>
    public string? ProviderId { get; }

    /// <summary>Gets the time at which the information of the provider expires; <see langword="null"/> without access.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    internal string HeaderValue { get; }

    /// <summary>Creates the status of a viewer who allowed the access and selected a provider in the framework.</summary>
    /// <param name="providerId">The id of the provider in the framework.</param>
    /// <param name="expiresAt">The time at which the information of the provider expires.</param>
    /// <returns>The status.</returns>
    /// <exception cref="ArgumentException"><paramref name="providerId"/> is empty.</exception>
    public static PartnerFrameworkStatus Granted(string providerId, DateTimeOffset expiresAt) => string.IsNullOrWhiteSpace(providerId)
        ? throw new ArgumentException("The provider id is empty. Pass the id that the framework returned.", nameof(providerId))
        : new PartnerFrameworkStatus(PartnerAccessStatus.Granted, providerId, expiresAt);

    /// <summary>Creates the status of a viewer without access to the framework. Sign-in continues without the partner.</summary>
    /// <param name="accessStatus">The status; not <see cref="PartnerAccessStatus.Granted"/>.</param>
    /// <returns>The status.</returns>
    /// <exception cref="ArgumentException"><paramref name="accessStatus"/> is <see cref="PartnerAccessStatus.Granted"/>.</exception>
    public static PartnerFrameworkStatus WithoutAccess(PartnerAccessStatus accessStatus) => accessStatus == PartnerAccessStatus.Granted
        ? throw new ArgumentException($"Use {nameof(Granted)} with the provider that the viewer selected.", nameof(accessStatus))
        : new PartnerFrameworkStatus(accessStatus, null, null);

    /// <summary>Gets whether the partner can sign the viewer in: access is granted, and the provider information is valid.</summary>
    /// <param name="now">The current time.</param>
    /// <returns><see langword="true"/> if it can; otherwise, <see langword="false"/>.</returns>
    public bool IsUsable(DateTimeOffset now) => AccessStatus == PartnerAccessStatus.Granted && now < ExpiresAt;

    private string Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("frameworkPermissionInfo");
            writer.WriteString("accessStatus", AccessStatus switch
            {
                PartnerAccessStatus.Granted => "granted",
                PartnerAccessStatus.Denied => "denied",
                PartnerAccessStatus.Restricted => "restricted",
                _ => "notDetermined",
            });
            writer.WriteEndObject();
            writer.WriteStartObject("frameworkProviderInfo");
            if (ProviderId is not null)
            {
                writer.WriteString("id", ProviderId);
                writer.WriteString("expirationDate", ExpiresAt!.Value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Convert.ToBase64String(stream.ToArray());
    }
}
