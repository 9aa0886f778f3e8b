namespace AdobePass.Entitlements;

/// <summary>
/// Represents the entitlements of the viewer of one device. <see cref="EntitlementService.ForDevice"/> creates it. It is safe for
/// concurrent use.
/// </summary>
public sealed partial class ViewerEntitlements
{
    private readonly EntitlementService _service;
    private readonly ViewerApi _api;
    private readonly ViewerState _state;
    private readonly DeviceMemory _memory;
    private readonly ProfileJourney _profiles;
    private readonly SignInJourney _signIn;
    private readonly string _platform;

    internal ViewerEntitlements(
        EntitlementService service,
        StreamingDevice device,
        ViewerApi api,
        ViewerState state,
        DeviceMemory memory)
    {
        _service = service;
        _api = api;
        _state = state;
        _memory = memory;
        _profiles = new ProfileJourney(
            api,
            state,
            memory,
            service.Options.SelectProfile,
            service.Options.MetadataDecryptor,
            service.Clock);
        _signIn = new SignInJourney(api, state, _profiles, service.SignIn, service.Gates, service.Telemetry, service.Clock);

        // The list of MVPDs depends on the kind of the device, and not on the viewer.
        var information = device.Information;
        _platform = $"{information.PrimaryHardwareType?.Value}|{information.OsName.Value}|{information.Model}";
    }

    /// <summary>
    /// Gets the MVPDs for the picker. The list is kept in memory for <see cref="EntitlementOptions.MvpdListLifetime"/>, and concurrent
    /// callers share one request. Call it only when the viewer must choose.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The MVPDs in the order of the service, with temporary accesses.</returns>
    /// <exception cref="AdobePassException">The request failed.</exception>
    public Task<IReadOnlyList<MvpdInfo>> GetMvpdsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _service.MvpdLists.GetAsync(_platform, _api, cancellationToken);
    }

    /// <summary>Remembers the MVPD that the viewer selected. Another MVPD than before ends the use of the stored profile.</summary>
    /// <param name="mvpd">The MVPD.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the selection is stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mvpd"/> is <see langword="null"/>.</exception>
    public async Task SelectMvpdAsync(MvpdInfo mvpd, CancellationToken cancellationToken = default)
    {
        if (mvpd is null)
        {
            throw new ArgumentNullException(nameof(mvpd));
        }

        var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (viewer.Mvpd != mvpd.Id)
        {
            viewer.Profile = null;
            _memory.ClearPermits();
        }

        viewer.Mvpd = mvpd.Id;
        viewer.DisplayName = mvpd.DisplayName;
        viewer.LogoUrl = mvpd.LogoUrl;
        await _state.SaveAsync(viewer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the MVPD that the viewer selected or signed in with. No request is sent.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The MVPD; <see langword="null"/> if there is none.</returns>
    public async Task<MvpdInfo?> GetSelectedMvpdAsync(CancellationToken cancellationToken = default)
    {
        var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (viewer.Mvpd is not { } id)
        {
            return null;
        }

        return viewer.DisplayName is null && _service.MvpdLists.Find(_platform, id) is { } known
            ? known
            : new MvpdInfo(id, viewer.DisplayName, viewer.LogoUrl);
    }

    /// <summary>
    /// Gets the profile of the viewer, from the store while it is valid. A temporary or degraded profile is always requested.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The profile; <see langword="null"/> if the viewer is not signed in.</returns>
    /// <exception cref="AdobePassException">The request failed.</exception>
    public Task<ViewerProfile?> GetProfileAsync(CancellationToken cancellationToken = default) => _profiles.GetAsync(cancellationToken);

    /// <summary>
    /// Requests the profile of the viewer again, for example because an authorization changed the user metadata.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The profile; <see langword="null"/> if the viewer is not signed in.</returns>
    /// <exception cref="AdobePassException">The request failed.</exception>
    public async Task<ViewerProfile?> RefreshProfileAsync(CancellationToken cancellationToken = default)
    {
        var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
        return await _profiles.RefreshAsync(viewer.Mvpd, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gets which resources of the catalogue the viewer may probably watch. The result is for display only. Requests have a limited size,
    /// permits are kept in memory, and only items that the service marks with <c>retry</c> are requested again.
    /// </summary>
    /// <param name="resources">The resources, any number. Repeated ones are requested once.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>One item for each resource. A failed request is part of the result.</returns>
    /// <exception cref="ArgumentException">A resource is empty.</exception>
    public async Task<CatalogAccess> CheckCatalogAsync(IEnumerable<string> resources, CancellationToken cancellationToken = default)
    {
        var list = (resources ?? throw new ArgumentNullException(nameof(resources))).Distinct(StringComparer.Ordinal).ToList();
        if (list.Exists(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A resource is empty.", nameof(resources));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await TraceAsync(
            "catalog",
            async () =>
            {
                var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
                if ((viewer.Mvpd ?? viewer.Profile?.Mvpd) is not { } mvpd)
                {
                    return CatalogJourney.WithoutMvpd(list);
                }

                var end = viewer.Profile is { } profile && profile.Mvpd == mvpd ? profile.NotAfter : null;
                return await new CatalogJourney(_api, _memory, _service.Catalog, _service.Clock)
                    .CheckAsync(mvpd, list, end, cancellationToken)
                    .ConfigureAwait(false);
            },
            CatalogOutcomeTag.Of).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs the viewer out, because the viewer requested it. The stored selection and profile, a sign-in in progress, and all permits are
    /// deleted. Never call it because of an error.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>What is left to do.</returns>
    /// <exception cref="AdobePassException">The request failed. Nothing was deleted.</exception>
    public Task<SignOutResult> SignOutAsync(CancellationToken cancellationToken = default) =>
        TraceAsync(
            "signout",
            () => new SignOutJourney(_api, _state, _memory, _service.SignIn.RedirectUrl).RunAsync(cancellationToken),
            SignOutOutcomeTag.Of);

    /// <summary>Runs a journey in an activity.</summary>
    private async Task<T> TraceAsync<T>(string name, Func<Task<T>> runAsync, Func<T, string> outcomeOf)
    {
        using var activity = _service.Telemetry.Start(name);
        try
        {
            var result = await runAsync().ConfigureAwait(false);
            activity.End(outcomeOf(result));
            return result;
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }
}
