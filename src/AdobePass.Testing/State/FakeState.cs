namespace AdobePass.Testing.State;

/// <summary>The state of the fake. It is not thread-safe: callers must hold <see cref="Gate"/> to read or write.</summary>
internal sealed class FakeState(bool serviceTokenPerIntegration)
{
    private readonly Dictionary<Owner, Dictionary<string, ProfileRecord>> _profiles = [];
    private readonly Dictionary<string, List<ProfileRecord>> _profilesBySso = new(StringComparer.Ordinal);
    private readonly Dictionary<Owner, SessionRecord> _liveSessions = [];

    public object Gate { get; } = new();

    public Dictionary<string, string> ServiceProviders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, FakeMvpd> Mvpds { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string ServiceProvider, string Mvpd), DegradationRule> Degradations { get; } = [];

    public Dictionary<string, StatementRecord> Statements { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ClientRecord> Clients { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TokenRecord> Tokens { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SessionRecord> Sessions { get; } = new(StringComparer.Ordinal);

    public List<TrialRecord> Trials { get; } = [];

    public IEnumerable<ProfileRecord> AllProfiles => _profiles.Values.SelectMany(static map => map.Values);

    /// <summary>Adds a session, and ends the previous session of the same device, application and service provider.</summary>
    public void Add(SessionRecord session)
    {
        if (_liveSessions.TryGetValue(session.Owner, out var previous))
        {
            previous.IsEnded = true;
        }

        _liveSessions[session.Owner] = session;
        Sessions[session.Code] = session;
    }

    public void Add(ProfileRecord profile)
    {
        if (Find(profile.Owner, profile.Mvpd) is { } old)
        {
            Remove(old);
        }

        if (!_profiles.TryGetValue(profile.Owner, out var map))
        {
            _profiles[profile.Owner] = map = new(StringComparer.Ordinal);
        }

        map[profile.Mvpd] = profile;
        foreach (var key in Keys(profile.Sso))
        {
            if (!_profilesBySso.TryGetValue(key, out var list))
            {
                _profilesBySso[key] = list = [];
            }

            list.Add(profile);
        }
    }

    public void Remove(ProfileRecord profile)
    {
        if (_profiles.TryGetValue(profile.Owner, out var map) && map.GetValueOrDefault(profile.Mvpd) == profile)
        {
            map.Remove(profile.Mvpd);
        }

        foreach (var key in Keys(profile.Sso))
        {
            _profilesBySso.GetValueOrDefault(key)?.Remove(profile);
        }
    }

    public ProfileRecord? Find(Owner owner, string mvpd) => _profiles.GetValueOrDefault(owner)?.GetValueOrDefault(mvpd);

    public IEnumerable<ProfileRecord> Owned(Owner owner) =>
        _profiles.TryGetValue(owner, out var map) ? map.Values : Enumerable.Empty<ProfileRecord>();

    /// <summary>
    /// Returns the profiles of other applications or devices with the same identity, and their type for the requesting owner.
    /// </summary>
    public IEnumerable<(ProfileRecord Profile, string Type)> Shared(SsoKeys keys, Owner owner)
    {
        foreach (var (key, type) in new[] { (PlatformKey(keys), "platformSSO"), (ServiceKey(keys), "serviceTokenSSO") })
        {
            if (key is null || !_profilesBySso.TryGetValue(key, out var list))
            {
                continue;
            }

            foreach (var profile in list)
            {
                if (profile.Owner != owner
                    && Mvpds.TryGetValue(profile.Mvpd, out var mvpd) && mvpd.IsIntegratedWith(owner.ServiceProvider)
                    && (type != "serviceTokenSSO" || !serviceTokenPerIntegration || mvpd.EnablesServiceToken(owner.ServiceProvider)))
                {
                    yield return (profile, type);
                }
            }
        }
    }

    public DegradationRule? Degradation(string serviceProvider, string mvpd) => Degradations.GetValueOrDefault((serviceProvider, mvpd));

    public bool IsDegraded(string serviceProvider, string mvpd, FakeDegradation rule) =>
        Degradation(serviceProvider, mvpd)?.Rule == rule;

    public void Clear()
    {
        Statements.Clear();
        Clients.Clear();
        Tokens.Clear();
        Sessions.Clear();
        Trials.Clear();
        _liveSessions.Clear();
        _profiles.Clear();
        _profilesBySso.Clear();
    }

    private static string? PlatformKey(SsoKeys keys) => keys.Platform is null ? null : "p:" + keys.Platform;

    private static string? ServiceKey(SsoKeys keys) => keys.Service is null ? null : "s:" + keys.Service;

    private static IEnumerable<string> Keys(SsoKeys keys)
    {
        if (PlatformKey(keys) is { } platform)
        {
            yield return platform;
        }

        if (ServiceKey(keys) is { } service)
        {
            yield return service;
        }
    }
}
