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
    // "*" stands for any segment, and no method for any method. The first match counts.
    private static readonly (string? Method, string Path, PassOperationKind? Kind)[] Replacements =
    [
        ("DELETE", "reggie/v1/*/regcode/*", null),
        (null, "reggie/v1/*/regcode/*", PassOperationKind.GetSession),
        (null, "reggie/v1/*/regcode", PassOperationKind.CreateSession),
        ("POST", "api/v1/tokens/authn", PassOperationKind.CreatePartnerProfile),
        (null, "api/v1/config/*", PassOperationKind.GetConfiguration),
        (null, "api/v1/config", PassOperationKind.GetConfiguration),
        (null, "api/v1/authenticate", PassOperationKind.StartAuthentication),
        (null, "api/v1/checkauthn/*", PassOperationKind.GetProfileForCode),
        (null, "api/v1/checkauthn", PassOperationKind.GetProfiles),
        (null, "api/v1/tokens/authn", PassOperationKind.GetProfiles),
        (null, "api/v1/tokens/usermetadata", PassOperationKind.GetProfiles),
        (null, "api/v1/tokens/authz", PassOperationKind.Authorize),
        (null, "api/v1/tokens/media", PassOperationKind.Authorize),
        (null, "api/v1/mediatoken", PassOperationKind.Authorize),
        (null, "api/v1/authorize", PassOperationKind.Authorize),
        (null, "api/v1/preauthorize/*", PassOperationKind.Preauthorize),
        (null, "api/v1/preauthorize", PassOperationKind.Preauthorize),
        (null, "api/v1/logout", PassOperationKind.Logout),
        (null, "api/v1/*/profile-requests/*", PassOperationKind.CreatePartnerSession),
    ];

    // Paths that no other API is likely to have.
    private static readonly string[] Unmistakable =
    [
        "reggie/v1/*/regcode/*", "reggie/v1/*/regcode", "api/v1/checkauthn/*", "api/v1/checkauthn", "api/v1/tokens/authn",
        "api/v1/tokens/authz", "api/v1/tokens/usermetadata", "api/v1/preauthorize/*", "api/v1/preauthorize", "api/v1/mediatoken",
        "api/v1/*/profile-requests/*",
    ];

    /// <summary>Finds the operation that replaces a path; <see langword="null"/> if there is none or the mapping is not known.</summary>
    /// <param name="path">The path of a URL of REST API V1.</param>
    /// <param name="method">The HTTP method in capitals, if it is known.</param>
    public static PassOperation? Find(string path, string? method)
    {
        var segments = Segments(path);
        foreach (var (only, old, kind) in Replacements)
        {
            if ((only is null || only == method) && Matches(segments, old.Split('/')))
            {
                return kind is null ? null : PassOperations.All.FirstOrDefault(each => each.Kind == kind);
            }
        }

        return null;
    }

    /// <summary>Determines whether a URL ends with a path that only REST API V1 is likely to have, whatever its host.</summary>
    public static bool IsUnmistakable(string url)
    {
        var end = url.IndexOfAny(['?', '#']);
        var segments = Segments(end < 0 ? url : url.Substring(0, end));
        return Unmistakable.Any(path =>
        {
            var template = path.Split('/');
            return segments.Length >= template.Length && Matches([.. segments.Skip(segments.Length - template.Length)], template);
        });
    }

    private static string[] Segments(string path) => path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);

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
