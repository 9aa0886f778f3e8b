using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the operations under <c>paths</c>.</summary>
internal sealed class OperationReader(
    JsonObject document,
    ReferenceResolver references,
    SchemaReader schemas,
    SpecDiagnostics diagnostics,
    CancellationToken cancellationToken)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>The headers that the transport sets, which are not parameters of a method.</summary>
    private static readonly HashSet<string> TransportHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Content-Type", "Accept", "User-Agent",
    };

    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _bearerSchemes = new(StringComparer.Ordinal);
    private bool _declaresSecurity;

    public EquatableArray<OperationModel> Read()
    {
        ReadSecuritySchemes();
        var prefix = PathPrefix();
        var operations = new List<OperationModel>();

        foreach (var path in document.FindObject("paths")?.Members ?? [])
        {
            if (references.Resolve(path.Value) is not { } item)
            {
                continue;
            }

            foreach (var member in item.Members)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Array.IndexOf(Methods, member.Name) >= 0 && member.Value is JsonObject operation
                    && ReadOperation(prefix + path.Name, member, operation, item) is { } model)
                {
                    operations.Add(model);
                }
            }
        }

        if (operations.Count == 0)
        {
            diagnostics.AddAt(SpecDescriptors.NoOperation, document.Start, 1);
        }

        return operations.ToEquatableArray();
    }

    private void ReadSecuritySchemes()
    {
        foreach (var scheme in document.FindObject("components")?.FindObject("securitySchemes")?.Members ?? [])
        {
            _declaresSecurity = true;
            if (references.Resolve(scheme.Value) is { } definition
                && (definition.FindString("type") is "oauth2" or "openIdConnect"
                    || (definition.FindString("type") == "http"
                        && string.Equals(definition.FindString("scheme"), "bearer", StringComparison.OrdinalIgnoreCase))))
            {
                _bearerSchemes.Add(scheme.Name);
            }
        }
    }

    // The host comes from the options. Only the path of the server is used, which is a prefix in Adobe's documents.
    private string PathPrefix()
    {
        if (document.FindArray("servers")?.Items.FirstOrDefault() is not JsonObject server || server.FindString("url") is not { } url)
        {
            return string.Empty;
        }

        var host = url.IndexOf("://", StringComparison.Ordinal);
        var path = host < 0 ? url : url.IndexOf('/', host + 3) is var slash and >= 0 ? url.Substring(slash) : string.Empty;
        return path.StartsWith("/", StringComparison.Ordinal) ? path.TrimEnd('/') : string.Empty;
    }

    private OperationModel? ReadOperation(string path, JsonMember member, JsonObject operation, JsonObject pathItem)
    {
        if (operation.FindString("operationId") is not { Length: > 0 } id)
        {
            diagnostics.AddAt(
                SpecDescriptors.MissingOperationId,
                member.NameStart,
                member.NameEnd - member.NameStart,
                member.Name.ToUpperInvariant(),
                path);
            return null;
        }

        if (!_ids.Add(Names.Fold(id)))
        {
            diagnostics.Add(SpecDescriptors.DuplicateOperationId, operation.Find("operationId")!, id);
            return null;
        }

        var parameters = ReadParameters(id, path, operation, pathItem, out var deviceHeaders, out var hasAuthorizationHeader);
        var body = ReadBody(id, operation);
        if (member.Name == "post" && body is null)
        {
            parameters = SecretsOutOfTheAddress(parameters);
        }

        var (response, responseDescription, redirects) = ReadResponses(id, operation);
        return new OperationModel(
            id,
            member.Name,
            path,
            RequiresAccessToken(operation, hasAuthorizationHeader),
            redirects,
            deviceHeaders,
            parameters.ToEquatableArray(),
            body,
            response,
            operation.FindString("summary") ?? string.Empty,
            operation.FindString("description") ?? string.Empty,
            responseDescription,
            operation.IsTrue("deprecated"))
        {
            Scopes = ScopesOf(operation),
            IsBackground = IsBackground(id, operation),
            RequestKind = RequestKindOf(id, member.Name, path, operation),
            IsIdempotent = IsIdempotent(id, member.Name, path, operation),
        };
    }

    // A parameter of the operation overrides the one of the path item with the same location and name.
    private IEnumerable<(JsonObject Parameter, JsonNode Node)> DeclaredParameters(JsonObject operation, JsonObject pathItem)
    {
        var byKey = new Dictionary<string, (JsonObject Parameter, JsonNode Node)>(StringComparer.OrdinalIgnoreCase);
        var order = new List<string>();
        foreach (var node in (pathItem.FindArray("parameters")?.Items ?? []).Concat(operation.FindArray("parameters")?.Items ?? []))
        {
            if (references.Resolve(node) is { } parameter
                && parameter.FindString("name") is { } name
                && parameter.FindString("in") is { } place)
            {
                var key = place + "\n" + name;
                if (!byKey.ContainsKey(key))
                {
                    order.Add(key);
                }

                byKey[key] = (parameter, node);
            }
        }

        return order.Select(key => byKey[key]);
    }

    private List<ParameterModel> ReadParameters(
        string id,
        string path,
        JsonObject operation,
        JsonObject pathItem,
        out DeviceHeaderKinds deviceHeaders,
        out bool hasAuthorizationHeader)
    {
        deviceHeaders = DeviceHeaderKinds.None;
        hasAuthorizationHeader = false;
        var models = new List<ParameterModel>();
        foreach (var (parameter, node) in DeclaredParameters(operation, pathItem))
        {
            var name = parameter.FindString("name")!;
            var isRequired = parameter.IsTrue("required");
            var place = parameter.FindString("in");

            if (place == "header" && DeviceHeader(name) is { } deviceHeader)
            {
                deviceHeaders |= deviceHeader;
                continue;
            }

            if (place == "header" && TransportHeaders.Contains(name))
            {
                hasAuthorizationHeader |= name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
                continue;
            }

            if (place is not ("path" or "query" or "header"))
            {
                if (isRequired)
                {
                    diagnostics.Add(SpecDescriptors.ParameterLocation, node, name, id, place!);
                }

                continue;
            }

            var type = schemas.Read(parameter.Find("schema"), Names.Pascal(id) + Names.Pascal(name), name);
            if (!type.IsScalar)
            {
                if (type.Shape != SchemaKind.Any)
                {
                    diagnostics.Add(SpecDescriptors.ParameterType, node, name, id);
                }

                // No operation of Adobe Pass has such a parameter. As a string, the caller can still send any value.
                type = new TypeModel(SchemaKind.String);
            }

            models.Add(new ParameterModel(
                name,
                place == "path" ? ParameterLocation.Path : place == "query" ? ParameterLocation.Query : ParameterLocation.Header,
                isRequired || place == "path",
                type,
                parameter.FindString("description") ?? string.Empty));
        }

        return InOrderOfPath(models, path);
    }

    private static List<ParameterModel> InOrderOfPath(List<ParameterModel> models, string path)
    {
        foreach (var template in TemplateNames(path))
        {
            if (!models.Any(model => model.Location == ParameterLocation.Path && model.Name == template))
            {
                models.Insert(
                    0,
                    new ParameterModel(template, ParameterLocation.Path, IsRequired: true, new TypeModel(SchemaKind.String), string.Empty));
            }
        }

        models.RemoveAll(model => model.Location == ParameterLocation.Path && !path.Contains("{" + model.Name + "}"));

        // Path parameters come first, in the order of the path.
        return
        [
            .. models
                .Where(static model => model.Location == ParameterLocation.Path)
                .OrderBy(model => path.IndexOf("{" + model.Name + "}", StringComparison.Ordinal)),
            .. models.Where(static model => model.Location != ParameterLocation.Path),
        ];
    }

    private static IEnumerable<string> TemplateNames(string path)
    {
        for (var open = path.IndexOf('{'); open >= 0; open = path.IndexOf('{', open + 1))
        {
            var close = path.IndexOf('}', open);
            if (close > open + 1)
            {
                yield return path.Substring(open + 1, close - open - 1);
            }
        }
    }

    private static DeviceHeaderKinds? DeviceHeader(string name) => name.ToUpperInvariant() switch
    {
        "AP-DEVICE-IDENTIFIER" => DeviceHeaderKinds.DeviceIdentifier,
        "X-DEVICE-INFO" => DeviceHeaderKinds.DeviceInformation,
        "X-FORWARDED-FOR" => DeviceHeaderKinds.ForwardedFor,
        _ => null,
    };

    // Adobe's published registration document puts the client secret into the URL, which proxies log. The documentation and the service
    // use a form.
    private static List<ParameterModel> SecretsOutOfTheAddress(List<ParameterModel> parameters) =>
        parameters.Any(static parameter =>
            parameter.Location == ParameterLocation.Query
            && parameter.Type.Shape is SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement)
            ? parameters.ConvertAll(static parameter =>
                parameter.Location == ParameterLocation.Query ? parameter with { Location = ParameterLocation.Form } : parameter)
            : parameters;

    private BodyModel? ReadBody(string id, JsonObject operation)
    {
        if (operation.Find("requestBody") is not { } node || references.Resolve(node) is not { } body)
        {
            return null;
        }

        var isRequired = body.IsTrue("required");
        var description = body.FindString("description") ?? string.Empty;
        foreach (var content in body.FindObject("content")?.Members ?? [])
        {
            var schema = (content.Value as JsonObject)?.Find("schema");
            if (IsJson(content.Name))
            {
                return new BodyModel(BodyFormat.Json, isRequired, schemas.Read(schema, Names.Pascal(id) + "Request"), description);
            }

            if (content.Name.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            {
                var type = schemas.Read(schema, Names.Pascal(id) + "Request");
                if (type.Shape == SchemaKind.Object)
                {
                    return new BodyModel(BodyFormat.Form, isRequired, type, description);
                }
            }
        }

        diagnostics.Add(SpecDescriptors.BodyFormat, node, id);
        return null;
    }

    private (TypeModel? Type, string Description, bool Redirects) ReadResponses(string id, JsonObject operation)
    {
        var responses = (operation.FindObject("responses")?.Members ?? [])
            .OrderBy(static response => response.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var response in responses)
        {
            if (!response.Name.StartsWith("2", StringComparison.Ordinal) || references.Resolve(response.Value) is not { } definition)
            {
                continue;
            }

            foreach (var content in definition.FindObject("content")?.Members ?? [])
            {
                if (IsJson(content.Name) && (content.Value as JsonObject)?.Find("schema") is { } schema)
                {
                    // A redirect is an outcome of the call only if it names its target. 304 and redirects for user agents are not.
                    return (
                        schemas.Read(schema, Names.Pascal(id) + "Response"),
                        definition.FindString("description") ?? string.Empty,
                        responses.Any(each => IsRedirect(each.Name)
                            && references.Resolve(each.Value)?.FindObject("headers")?.Find("Location") is not null));
                }
            }
        }

        return (null, string.Empty, responses.Any(static each => IsRedirect(each.Name)));
    }

    private static bool IsRedirect(string status) => status.StartsWith("3", StringComparison.Ordinal);

    // The scopes of the first requirement that the access token meets.
    private string ScopesOf(JsonObject operation)
    {
        var requirements = operation.FindArray("security") ?? document.FindArray("security");
        foreach (var requirement in requirements?.Items ?? [])
        {
            foreach (var scheme in (requirement as JsonObject)?.Members ?? [])
            {
                if (_bearerSchemes.Contains(scheme.Name) && scheme.Value is JsonArray scopes)
                {
                    return string.Join(" ", scopes.Items.OfType<JsonString>().Select(static scope => scope.Value));
                }
            }
        }

        return string.Empty;
    }

    private bool IsBackground(string id, JsonObject operation)
    {
        if (operation.Find("x-priority") is not { } node)
        {
            return false;
        }

        var priority = (node as JsonString)?.Value;
        if (priority is not ("background" or "foreground"))
        {
            diagnostics.Add(SpecDescriptors.Priority, node, id);
        }

        return priority == "background";
    }

    // A document without these extensions, such as Adobe's own, uses the values of the bundled operation with the same method and path.
    private RequestKind RequestKindOf(string id, string method, string path, JsonObject operation)
    {
        if (operation.Find("x-request-kind") is not { } node)
        {
            return PassOperations.FindAt(method, path)?.RequestKind ?? RequestKind.Api;
        }

        switch ((node as JsonString)?.Value)
        {
            case "registration":
                return RequestKind.Registration;
            case "token":
                return RequestKind.Token;
            case "api":
                return RequestKind.Api;
            default:
                diagnostics.Add(SpecDescriptors.RequestKind, node, id);
                return RequestKind.Api;
        }
    }

    private bool IsIdempotent(string id, string method, string path, JsonObject operation)
    {
        var inferred = PassOperations.FindAt(method, path)?.IsIdempotent ?? method == "get";
        if (operation.Find("x-idempotent") is not { } node)
        {
            return inferred;
        }

        if (node is JsonLiteral { Value: { } stated })
        {
            return stated;
        }

        diagnostics.Add(SpecDescriptors.Idempotence, node, id, inferred ? "true" : "false");
        return inferred;
    }

    private bool RequiresAccessToken(JsonObject operation, bool hasAuthorizationHeader)
    {
        if (!_declaresSecurity)
        {
            return hasAuthorizationHeader;
        }

        var requirements = operation.FindArray("security") ?? document.FindArray("security");
        return requirements is not null
            && requirements.Items.Any(
                requirement => requirement is JsonObject schemes && schemes.Members.Any(scheme => _bearerSchemes.Contains(scheme.Name)));
    }

    private static bool IsJson(string mediaType)
    {
        var end = mediaType.IndexOf(';');
        var type = (end < 0 ? mediaType : mediaType.Substring(0, end)).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type == "*/*";
    }
}
