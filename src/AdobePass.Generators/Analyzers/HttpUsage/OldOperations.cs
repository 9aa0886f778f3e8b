using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The operations of REST API V2 that replace the paths of REST API V1.</summary>
/// <remarks>
/// From the migration tables of Adobe's page "REST API V2 FAQs", except <c>mediatoken</c>, <c>profile-requests</c> and <c>config</c>
/// without an id, which are derived from the reference pages of both versions.
/// </remarks>
internal static class OldOperations
{
    // "*" stands for any segment. The first match counts.
    private static readonly (string Path, PassOperationKind Kind)[] Replacements =
    [
        ("reggie/v1/*/regcode/*", PassOperationKind.GetSession),
        ("reggie/v1/*/regcode", PassOperationKind.CreateSession),
        ("api/v1/config/*", PassOperationKind.GetConfiguration),
        ("api/v1/config", PassOperationKind.GetConfiguration),
        ("api/v1/authenticate", PassOperationKind.StartAuthentication),
        ("api/v1/checkauthn/*", PassOperationKind.GetProfileForCode),
        ("api/v1/checkauthn", PassOperationKind.GetProfiles),
        ("api/v1/tokens/authn", PassOperationKind.GetProfiles),
        ("api/v1/tokens/usermetadata", PassOperationKind.GetProfiles),
        ("api/v1/tokens/authz", PassOperationKind.Authorize),
        ("api/v1/tokens/media", PassOperationKind.Authorize),
        ("api/v1/mediatoken", PassOperationKind.Authorize),
        ("api/v1/authorize", PassOperationKind.Authorize),
        ("api/v1/preauthorize/*", PassOperationKind.Preauthorize),
        ("api/v1/preauthorize", PassOperationKind.Preauthorize),
        ("api/v1/logout", PassOperationKind.Logout),
        ("api/v1/*/profile-requests/*", PassOperationKind.CreatePartnerSession),
    ];

    /// <summary>Finds the operation that replaces a path; <see langword="null"/> if the mapping is not known.</summary>
    public static PassOperation? Find(string path)
    {
        var segments = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (old, kind) in Replacements)
        {
            if (Matches(segments, old.Split('/')))
            {
                return PassOperations.All.FirstOrDefault(each => each.Kind == kind);
            }
        }

        return null;
    }

    private static bool Matches(string[] segments, string[] template)
    {
        if (segments.Length != template.Length)
        {
            return false;
        }

        for (var i = 0; i < template.Length; i++)
        {
            // JSON and XML were chosen by an extension: authorize.json.
            var segment = segments[i].TrimEnd(TracedString.UnknownPart);
            var dot = segment.IndexOf('.');
            var name = dot < 0 ? segment : segment.Substring(0, dot);
            if (template[i] != "*" && !string.Equals(name, template[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
