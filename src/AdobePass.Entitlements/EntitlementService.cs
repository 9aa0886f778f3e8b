namespace AdobePass.Entitlements;

/// <summary>
/// Represents the journeys of an application with Adobe Pass: sign-in, catalogue, playback and sign-out. Create one instance for the
/// lifetime of the application, and from it a <see cref="ViewerEntitlements"/> for each device.
/// </summary>
/// <remarks>The class is safe for concurrent use.</remarks>
/// <example>
/// <code>
/// var service = new EntitlementService(adobePass, new EntitlementOptions
/// {
///     ServiceProvider = "CHAN1",
///     DomainName = "tv.example",
///     RedirectUrl = new Uri("https://tv.example/done"),
///     StateStore = new FileEntitlementStateStore(folder),
/// });
/// var viewer = service.ForDevice();
/// </code>
/// </example>
public sealed class EntitlementService
{
    private readonly AdobePassClient _client;
    private readonly RestApiClient _rest;
    private readonly LoginPagesClient _pages;
    private readonly string _scope;

    /// <summary>Initializes a new instance of the <see cref="EntitlementService"/> class.</summary>
    /// <param name="client">The client. It is not disposed.</param>
    /// <param name="options">The options. Later changes have no effect.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is missing or out of range. The message lists every such option.</exception>
    public EntitlementService(AdobePassClient client, EntitlementOptions options)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        Options = (options ?? throw new ArgumentNullException(nameof(options))).Validated();
        _rest = new RestApiClient(client);
        _pages = new LoginPagesClient(client);
        _scope = (Options.StateScope ?? client.ResolveUri("/").GetLeftPart(UriPartial.Authority)) + "|" + Options.ServiceProvider;
        Clock = client.TimeProvider;
        SignIn = new SignInSettings(
            Options.DomainName!,
            Options.RedirectUrl!.AbsoluteUri,
            Options.MinPollingInterval,
            Options.MaxPollingInterval);
        Catalog = new CatalogSettings(
            Options.MaxResourcesPerRequest,
            Options.MaxAttempts,
            Options.RetryDelay,
            Options.CatalogPermitLifetime);
        MvpdLists = new MvpdLists(Options.MvpdListLifetime, Clock);
        Memories = new DeviceMemories(Options.MaxDevicesInMemory);
    }

    internal EntitlementOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal SignInSettings SignIn { get; }

    internal CatalogSettings Catalog { get; }

    internal MvpdLists MvpdLists { get; }

    internal DeviceMemories Memories { get; }

    internal Gates Gates { get; } = new();

    internal JourneyTelemetry Telemetry { get; private set; } = new(client: null);

    /// <summary>Sets the name of the client, which is part of its telemetry.</summary>
    internal EntitlementService Named(string name)
    {
        Telemetry = new JourneyTelemetry(name.Length == 0 ? null : name);
        return this;
    }

    /// <summary>Determines whether the store returns what was stored.</summary>
    internal async Task<bool> IsStateKeptAsync(CancellationToken cancellationToken)
    {
        var key = "health-" + Guid.NewGuid().ToString("n");
        byte[] content = [1];
        var store = Options.StateStore!;
        await store.SetAsync(key, content, TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        var found = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        await store.RemoveAsync(key, cancellationToken).ConfigureAwait(false);
        return found is [1];
    }

    /// <summary>Gets the entitlements of a device. The object is small: create it for each request on a server.</summary>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <param name="identity">What identifies the viewer beyond the device; <see langword="null"/> for nothing.</param>
    /// <returns>The entitlements of the device.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="device"/> is <see langword="null"/>, and the client has no device.
    /// </exception>
    public ViewerEntitlements ForDevice(StreamingDevice? device = null, ViewerIdentity? identity = null)
    {
        device ??= _client.Device ?? throw new ArgumentNullException(
            nameof(device),
            $"Pass the device of the viewer, or set {nameof(AdobePassOptions)}.{nameof(AdobePassOptions.Device)} in an app on a device.");
        var api = new ViewerApi(_client, _rest, _pages, Options.ServiceProvider!, device, identity ?? ViewerIdentity.None, Clock);
        var key = CredentialKey.Create(_scope, device.Identifier).Value;
        return new ViewerEntitlements(this, device, api, new ViewerState(Options.StateStore!, key, Clock), Memories.Get(key));
    }
}
