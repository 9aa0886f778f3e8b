namespace AdobePass.Entitlements;

/// <summary>Provides options for <see cref="EntitlementService"/>. They are read when the service is created.</summary>
public sealed class EntitlementOptions
{
    /// <summary>Gets or sets the id of the service provider (the channel or brand). Required.</summary>
    public string? ServiceProvider { get; set; }

    /// <summary>Gets or sets the domain of the application, as registered with Adobe. Required.</summary>
    public string? DomainName { get; set; }

    /// <summary>Gets or sets the URL that the user agent reaches after a login and after a logout. Required.</summary>
    public Uri? RedirectUrl { get; set; }

    /// <summary>
    /// Gets or sets the store that keeps the selected MVPD, the profile and a sign-in in progress. Required; with dependency injection, the
    /// default is the registered <c>IDistributedCache</c>.
    /// </summary>
    public EntitlementStateStore? StateStore { get; set; }

    /// <summary>
    /// Gets or sets how long the list of MVPDs is kept in memory. The default is 2 minutes; from 1 to 5 minutes. Adobe recommends 2 to 3
    /// minutes.
    /// </summary>
    public TimeSpan MvpdListLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets the shortest time between two polls. The default is 3 seconds, the minimum that Adobe allows; at most 1 minute.
    /// </summary>
    public TimeSpan MinPollingInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Gets or sets the longest time between two polls without errors. The default is 5 seconds; at least
    /// <see cref="MinPollingInterval"/> and at most 1 minute.
    /// </summary>
    public TimeSpan MaxPollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how many resources one preauthorization request has. The default is 5, the usual limit of the service; from 1 to 100.
    /// </summary>
    public int MaxResourcesPerRequest { get; set; } = 5;

    /// <summary>
    /// Gets or sets how often an item that the service marks with <c>retry</c> is requested. The default is 3, as Adobe requests 2 or 3;
    /// from 1 to 3.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets the delay before the second of <see cref="MaxAttempts"/>. It doubles with each attempt. The default is 1 second; from
    /// zero to 30 seconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how long a permit of the catalogue is kept in memory. The default is 15 minutes; from zero, which keeps none, to 24
    /// hours.
    /// </summary>
    public TimeSpan CatalogPermitLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets for how many devices permits of the catalogue are kept in memory. The default is 10,000; at least 1.
    /// </summary>
    public int MaxDevicesInMemory { get; set; } = 10_000;

    /// <summary>
    /// Gets or sets the function that chooses among several profiles if the viewer selected none of their MVPDs. The default chooses the
    /// profile that is valid longest.
    /// </summary>
    public Func<IReadOnlyList<ViewerProfile>, ViewerProfile>? SelectProfile { get; set; }

    /// <summary>
    /// Gets or sets what decrypts encrypted user metadata. The default is <see langword="null"/>: encrypted values are not readable.
    /// </summary>
    public UserMetadataDecryptor? MetadataDecryptor { get; set; }

    /// <summary>
    /// Gets or sets what separates the state of several services that share one store. The default is scheme, host and port of the service.
    /// Set it if the URL of a test service changes between runs.
    /// </summary>
    public string? StateScope { get; set; }

    internal EntitlementOptions Validated() => FindFailures() is { Count: > 0 } failures
        ? throw new ArgumentException($"{nameof(EntitlementOptions)}: {string.Join(" ", failures)}")
        : (EntitlementOptions)MemberwiseClone();

    /// <summary>Gets what is missing or out of range, as sentences.</summary>
    internal List<string> FindFailures()
    {
        var failures = new List<string>();
        Check(!string.IsNullOrWhiteSpace(ServiceProvider), $"{nameof(ServiceProvider)} is missing. Set the id of your channel.");
        Check(!string.IsNullOrWhiteSpace(DomainName), $"{nameof(DomainName)} is missing. Set a domain that is registered with Adobe.");
        Check(
            RedirectUrl is { IsAbsoluteUri: true },
            $"{nameof(RedirectUrl)} is missing or not absolute. Set the page that follows a login.");
        Check(StateStore is not null, $"{nameof(StateStore)} is missing. Use {nameof(FileEntitlementStateStore)} on a device.");
        Check(
            MvpdListLifetime >= TimeSpan.FromMinutes(1) && MvpdListLifetime <= TimeSpan.FromMinutes(5),
            $"{nameof(MvpdListLifetime)} is not from 1 to 5 minutes.");
        Check(
            MinPollingInterval >= TimeSpan.FromSeconds(3) && MinPollingInterval <= TimeSpan.FromMinutes(1),
            $"{nameof(MinPollingInterval)} is not from 3 seconds to 1 minute. Adobe does not allow more frequent polls.");
        Check(
            MaxPollingInterval >= MinPollingInterval && MaxPollingInterval <= TimeSpan.FromMinutes(1),
            $"{nameof(MaxPollingInterval)} is not from {nameof(MinPollingInterval)} to 1 minute.");
        Check(MaxResourcesPerRequest is >= 1 and <= 100, $"{nameof(MaxResourcesPerRequest)} is not from 1 to 100.");
        Check(MaxAttempts is >= 1 and <= 3, $"{nameof(MaxAttempts)} is not from 1 to 3.");
        Check(RetryDelay >= TimeSpan.Zero && RetryDelay <= TimeSpan.FromSeconds(30), $"{nameof(RetryDelay)} is not from 0 to 30 seconds.");
        Check(
            CatalogPermitLifetime >= TimeSpan.Zero && CatalogPermitLifetime <= TimeSpan.FromHours(24),
            $"{nameof(CatalogPermitLifetime)} is not from 0 to 24 hours.");
        Check(MaxDevicesInMemory >= 1, $"{nameof(MaxDevicesInMemory)} is not at least 1.");
        return failures;

        void Check(bool isValid, string failure)
        {
            if (!isValid)
            {
                failures.Add(failure);
            }
        }
    }
}
