namespace AdobePass.Entitlements;

/// <summary>
/// Represents what identifies a viewer beyond the device. Each value is sent with every operation that lists its header, and with no other.
/// </summary>
public sealed class ViewerIdentity
{
    private readonly string? _visitorId;

    /// <summary>Gets or sets the Experience Cloud ID of the viewer (<c>AP-Visitor-Identifier</c>), without quotes.</summary>
    /// <exception cref="ArgumentException">The value is empty, is quoted, or contains a character that is not printable ASCII.</exception>
    public string? VisitorId
    {
        get => _visitorId;
        init => _visitorId = value is null || (value.Length > 0 && value.All(static c => c is > ' ' and <= '~' and not '"'))
            ? value
            : throw new ArgumentException(
                "The visitor id is empty, quoted, or not printable ASCII. Pass the Experience Cloud ID as it is.",
                nameof(value));
    }

    /// <summary>Gets or sets the identity that the platform supplies, on Amazon and Roku.</summary>
    public PlatformIdentity? Platform { get; init; }

    /// <summary>Gets or sets the token of an external identity service.</summary>
    public ServiceToken? ServiceToken { get; init; }

    /// <summary>Gets or sets who uses a promotional temporary access.</summary>
    public TempPassIdentity? TempPassIdentity { get; init; }

    /// <summary>Gets or sets the state of the partner framework, on Apple platforms.</summary>
    public PartnerFrameworkStatus? PartnerStatus { get; init; }

    internal static ViewerIdentity None { get; } = new();
}
