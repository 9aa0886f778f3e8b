using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>Facts about a file before anything in it is bound. Each is computed once, because many rules read it.</summary>
internal sealed class FilePrefilter(FileFacts file, ProjectFacts project, RuleOptions options, CancellationToken cancellationToken)
{
    private const Keywords DeviceHeader = Keywords.IdentityHeader | Keywords.DeviceInfo | Keywords.DeviceIdentifier;

    private bool? _usesRuntime;
    private bool? _mayCallAdobePass;
    private bool? _mayCallGeneratedClient;
    private bool? _mayReadDecisions;
    private bool? _maySetDeviceHeaders;
    private bool? _mayHoldTokenOrAddress;

    /// <summary>Gets whether the file uses types of the runtime.</summary>
    public bool UsesRuntime => _usesRuntime ??=
        project.UsesRuntime
        && (ContainsAny(Keywords.Runtime | Keywords.Reveal)
            || (project.ImportsRuntimeEverywhere(cancellationToken) && ContainsAny(Keywords.RuntimeType)));

    /// <summary>Gets whether the file may send HTTP requests to Adobe Pass.</summary>
    public bool MayCallAdobePass => _mayCallAdobePass ??=
        ContainsAny(Keywords.Address)
        || (project.UsesRefit && ContainsAny(Keywords.RestV2Path) && project.HasAddress(cancellationToken))
        || ((options.ExtraHosts.Count > 0 || project.HasAddress(cancellationToken))
            && file.CalledNames(cancellationToken).Overlaps(HttpTypes.Verbs.Keys));

    /// <summary>Gets whether the file may call generated clients.</summary>
    public bool MayCallGeneratedClient => _mayCallGeneratedClient ??=
        project.ClientMethods(PassOperations.MethodNames, cancellationToken) is { Count: > 0 } methods
        && file.CalledNames(cancellationToken).Overlaps(methods);

    /// <summary>Gets whether the file may call operations, by HTTP requests in its own code or by generated clients.</summary>
    public bool MayCallOperations => MayCallAdobePass || MayCallGeneratedClient;

    /// <summary>Gets whether the file may read decisions of Adobe Pass.</summary>
    public bool MayReadDecisions => _mayReadDecisions ??=
        ContainsAny(Keywords.Decisions) && project.UsesAdobePass(cancellationToken);

    /// <summary>Gets whether the file may set headers that identify a device or a viewer.</summary>
    public bool MaySetDeviceHeaders => _maySetDeviceHeaders ??=
        MayCallAdobePass || ((UsesRuntime || project.HasAddress(cancellationToken)) && ContainsAny(DeviceHeader));

    /// <summary>Gets whether the file may contain a token or a URL of Adobe Pass.</summary>
    public bool MayHoldTokenOrAddress => _mayHoldTokenOrAddress ??=
        ContainsAny(Keywords.Token | Keywords.Address) || options.ExtraHosts.Any(host => file.Contains(host, cancellationToken));

    /// <summary>Gets whether the file may use an AccessEnabler SDK.</summary>
    public bool MayUseAccessEnabler => ContainsAny(Keywords.AccessEnabler);

    /// <summary>Gets whether the file may name a scope of a registration.</summary>
    public bool MayNameScopes => ContainsAny(Keywords.Scope);

    /// <summary>Gets whether the file may handle permits for playback of the package with the viewer's journey.</summary>
    public bool MayHandlePermits => project.UsesEntitlements && ContainsAny(Keywords.Permit);

    /// <summary>Gets whether the file may read the catalogue of the package with the viewer's journey.</summary>
    public bool MayReadCatalog => project.UsesEntitlements && ContainsAny(Keywords.CatalogItem);

    /// <summary>Gets whether the file may wait for a sign-in of the package with the viewer's journey.</summary>
    public bool MayWaitForSignIn => project.UsesEntitlements && ContainsAny(Keywords.SignIn);

    private bool ContainsAny(Keywords any) => file.ContainsAny(any, cancellationToken);
}
