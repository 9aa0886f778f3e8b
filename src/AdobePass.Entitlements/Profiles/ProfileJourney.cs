using System.Text.Json;
using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Reads, chooses and stores the profiles of a viewer.</summary>
internal sealed class ProfileJourney(
    ViewerApi api,
    ViewerState state,
    DeviceMemory memory,
    Func<IReadOnlyList<ViewerProfile>, ViewerProfile>? select,
    UserMetadataDecryptor? decryptor,
    TimeProvider clock)
{
    internal ViewerProfile Wrap(StoredProfile stored) => new(stored, decryptor);

    /// <summary>
    /// Gets the stored profile if it is valid. Temporary and degraded profiles are not taken from the store: their end is not known in
    /// advance.
    /// </summary>
    internal ViewerProfile? FindStored(StoredViewer viewer) =>
        viewer.Profile is { Type: not ("temporary" or "degraded"), NotAfter: { } end } stored
        && clock.GetUtcNow() < end
        && (viewer.Mvpd is null || viewer.Mvpd == stored.Mvpd)
            ? Wrap(stored)
            : null;

    internal async Task<ViewerProfile?> GetAsync(CancellationToken cancellationToken)
    {
        var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        return FindStored(viewer) ?? await RefreshAsync(viewer.Mvpd, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests the profile of an MVPD, or all profiles, and stores the result.</summary>
    internal async Task<ViewerProfile?> RefreshAsync(string? mvpd, CancellationToken cancellationToken)
    {
        var response = mvpd is null
            ? await api.GetProfilesAsync(cancellationToken).ConfigureAwait(false)
            : await api.GetProfileAsync(mvpd, cancellationToken).ConfigureAwait(false);
        var profile = Choose(response, mvpd);
        if (profile is not null)
        {
            await StoreAsync(profile, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ForgetAsync(cancellationToken).ConfigureAwait(false);
        }

        return profile;
    }

    /// <summary>Chooses the profile of an MVPD if it is there; otherwise, the application chooses.</summary>
    internal ViewerProfile? Choose(ProfilesResponse response, string? mvpd)
    {
        var found = response.Profiles
            .Where(static each => each.Key.Length > 0)
            .Select(each => Wrap(Convert(each.Key, each.Value)))
            .Where(profile => profile.NotAfter is not { } end || clock.GetUtcNow() < end)
            .ToList();
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => found.Find(profile => profile.Mvpd == mvpd)
                ?? select?.Invoke(found)
                ?? found.OrderByDescending(static profile => profile.NotAfter ?? DateTimeOffset.MinValue)
                    .ThenBy(static profile => profile.Mvpd, StringComparer.Ordinal)
                    .First(),
        };
    }

    internal async Task StoreAsync(ViewerProfile profile, CancellationToken cancellationToken)
    {
        var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (viewer.Profile is { } previous
            && (previous.Mvpd != profile.Mvpd || Text(previous, "userID") != Text(profile.Stored, "userID")))
        {
            memory.ClearPermits();
        }

        viewer.Profile = profile.Stored;
        if (viewer.Mvpd != profile.Mvpd)
        {
            viewer.Mvpd = profile.Mvpd;
            viewer.DisplayName = null;
            viewer.LogoUrl = null;
        }

        await state.SaveAsync(viewer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the stored profile, because the service does not accept it. The selection is kept for the next sign-in.</summary>
    internal async Task ForgetAsync(CancellationToken cancellationToken)
    {
        memory.ClearPermits();
        var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (viewer.Profile is not null)
        {
            viewer.Profile = null;
            await state.SaveAsync(viewer, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Text(StoredProfile profile, string name) =>
        profile.Attributes.TryGetValue(name, out var attribute) && attribute.Value is { ValueKind: JsonValueKind.String } text
            ? text.GetString()
            : null;

    private static StoredProfile Convert(string mvpd, Profile profile)
    {
        var stored = new StoredProfile
        {
            Mvpd = mvpd,
            NotBefore = profile.NotBefore,
            NotAfter = profile.NotAfter,
            Issuer = profile.Issuer,
            Type = profile.Type?.Value,
        };
        foreach (var attribute in profile.Attributes ?? new Dictionary<string, UserAttribute>())
        {
            stored.Attributes[attribute.Key] = new StoredAttribute
            {
                Value = attribute.Value.Value is { ValueKind: not JsonValueKind.Undefined } value ? value : null,
                State = attribute.Value.State?.Value,
            };
        }

        return stored;
    }
}
