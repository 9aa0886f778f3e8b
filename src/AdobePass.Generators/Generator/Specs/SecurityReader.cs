using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the security of operations.</summary>
internal sealed class SecurityReader(JsonObject document, ReferenceResolver references, OperationDiagnostics diagnostics)
{
    private const string TokenPath = "/o/client/token";

    private readonly Dictionary<string, JsonObject?> _schemes = ReadSchemes(document, references);

    /// <summary>Reads the security of an operation.</summary>
    /// <param name="id">The id of the operation.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, with the prefix of the server.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="server">The server.</param>
    /// <param name="hasAuthorizationHeader">Whether a header parameter <c>Authorization</c> is declared, as in Adobe's documents.</param>
    public SecurityReading Read(
        string id,
        string method,
        string path,
        JsonObject operation,
        ServerReading server,
        bool hasAuthorizationHeader)
    {
        if (_schemes.Count == 0)
        {
            return new SecurityReading(hasAuthorizationHeader && !server.IsForeign, EquatableArray<SecurityRequirementModel>.Empty, "");
        }

        var requirements = new List<SecurityRequirementModel>();
        var scopes = (string?)null;
        foreach (var item in (operation.FindArray("security") ?? document.FindArray("security"))?.Items ?? [])
        {
            if (item is not JsonObject requirement)
            {
                continue;
            }

            var schemes = new List<SecuritySchemeModel>();
            foreach (var member in requirement.Members)
            {
                var scheme = ReadScheme(id, member, server, PassOperations.FindAt(method, path) is not null);
                schemes.Add(scheme);
                if (scheme.Kind is SecurityKind.AdobePass or SecurityKind.BearerOrAdobePass && member.Value is JsonArray list)
                {
                    scopes ??= string.Join(" ", list.Items.OfType<JsonString>().Select(static scope => scope.Value));
                }
            }

            requirements.Add(new SecurityRequirementModel(
                schemes.Where(static scheme => scheme.Kind != SecurityKind.Handler).ToEquatableArray()));
        }

        // Only the token of Adobe Pass, required or optional: the client sends it.
        if (requirements.All(static each => each.Schemes.All(static scheme => scheme.Kind == SecurityKind.AdobePass)))
        {
            return new SecurityReading(
                requirements.Any(static each => each.Schemes.Count > 0),
                EquatableArray<SecurityRequirementModel>.Empty,
                scopes ?? string.Empty);
        }

        return new SecurityReading(RequiresAccessToken: false, requirements.ToEquatableArray(), scopes ?? string.Empty);
    }

    private static Dictionary<string, JsonObject?> ReadSchemes(JsonObject document, ReferenceResolver references)
    {
        var schemes = new Dictionary<string, JsonObject?>(StringComparer.Ordinal);
        foreach (var scheme in document.FindObject("components")?.FindObject("securitySchemes")?.Members ?? [])
        {
            schemes[scheme.Name] = references.Resolve(scheme.Value);
        }

        return schemes;
    }

    private SecuritySchemeModel ReadScheme(string id, JsonMember member, ServerReading server, bool isPassOperation)
    {
        if (!_schemes.TryGetValue(member.Name, out var scheme) || scheme is null)
        {
            diagnostics.AddAt(
                SpecDescriptors.UnknownSecurityScheme,
                member.NameStart,
                member.NameEnd - member.NameStart,
                $"\"{member.Name}\" of {id}");
            return new SecuritySchemeModel(member.Name, SecurityKind.Handler, string.Empty);
        }

        var name = scheme.FindString("name") ?? string.Empty;
        SecurityKind? kind = (scheme.FindString("type"), scheme.FindString("scheme")?.ToLowerInvariant()) switch
        {
            ("http", "basic") => SecurityKind.Basic,
            ("http", "bearer") or ("oauth2" or "openIdConnect", _) => BearerKind(scheme, server, isPassOperation),
            ("apiKey", _) when name.Length > 0 => scheme.FindString("in") switch
            {
                "header" => SecurityKind.HeaderKey,
                "query" => SecurityKind.QueryKey,
                "cookie" => SecurityKind.CookieKey,
                _ => null,
            },
            _ => null,
        };
        if (kind is null)
        {
            diagnostics.AddAt(
                SpecDescriptors.SecurityByHandler,
                member.NameStart,
                member.NameEnd - member.NameStart,
                $"\"{member.Name}\"");
        }

        var isKey = kind is SecurityKind.HeaderKey or SecurityKind.QueryKey or SecurityKind.CookieKey;
        return new SecuritySchemeModel(member.Name, kind ?? SecurityKind.Handler, isKey ? name : string.Empty);
    }

    // A host of another service must not receive a token of Adobe Pass, unless the scheme says that it is one.
    private static SecurityKind BearerKind(JsonObject scheme, ServerReading server, bool isPassOperation)
    {
        var isPassToken = (scheme.FindObject("flows")?.Members ?? [])
            .Any(static flow => (flow.Value as JsonObject)?.FindString("tokenUrl")?.EndsWith(TokenPath, StringComparison.Ordinal) == true);
        return server.IsAdobePass || isPassToken || (isPassOperation && !server.IsForeign) ? SecurityKind.AdobePass
            : server.IsForeign ? SecurityKind.Bearer
            : SecurityKind.BearerOrAdobePass;
    }
}

/// <summary>Represents the security of an operation.</summary>
/// <param name="RequiresAccessToken">Whether the request needs the access token of Adobe Pass and nothing else.</param>
/// <param name="Requirements">The alternatives; empty if <paramref name="RequiresAccessToken"/> says it all.</param>
/// <param name="Scopes">The scopes of the access token, separated by spaces.</param>
internal sealed record SecurityReading(
    bool RequiresAccessToken,
    EquatableArray<SecurityRequirementModel> Requirements,
    string Scopes);
