using System.Text.Json.Nodes;

namespace AdobePass.CatalogTool;

/// <summary>Reads the catalog from the bundled specs.</summary>
internal static class CatalogReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static Catalog Read(string dcr, string restV2)
    {
        var registration = new SpecDocument("dcr", dcr);
        var api = new SpecDocument("rest-v2", restV2);
        var servers = Servers(registration);
        if (!servers.SequenceEqual(Servers(api)))
        {
            throw new InvalidDataException("The specs dcr and rest-v2 list different servers.");
        }

        return new Catalog(
            [.. Operations(registration), .. Operations(api)],
            DeviceInfo(api),
            ErrorCodes(api),
            [.. Values(registration, "RegistrationErrorCode").Union(Values(registration, "TokenErrorCode"))],
            servers,
            ScopeOf(api, api.Root["security"]) ?? throw new InvalidDataException("The spec rest-v2 names no scope in \"security\"."));
    }

    private static List<Server> Servers(SpecDocument document) =>
    [
        .. document.Array(document.Root, "servers").Select(server =>
            new Server(document.Text(server!, "x-environment"), document.Text(server!, "url"))),
    ];

    private static IEnumerable<Operation> Operations(SpecDocument document)
    {
        foreach (var (path, item) in document.Object(document.Root, "paths"))
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                if (Methods.Contains(method))
                {
                    yield return Operation(document, path, method, operation!.AsObject());
                }
            }
        }
    }

    private static Operation Operation(SpecDocument document, string path, string method, JsonObject operation)
    {
        var parameters = operation["parameters"]?.AsArray().Select(parameter => document.Resolve(parameter!)).ToList() ?? [];
        var content = operation["requestBody"] is { } body ? document.Object(document.Resolve(body), "content").First() : default;
        var schema = content.Value?["schema"] is { } node ? document.Resolve(node) : null;
        var kind = operation["x-request-kind"]?.GetValue<string>() ?? "api";
        return new Operation(
            document.Text(operation, "operationId"),
            document.Text(operation, "x-published-id"),
            method.ToUpperInvariant(),
            path,
            CSharpWriter.Pascal(kind),
            operation["x-idempotent"]?.GetValue<bool>() ?? method == "get",
            ScopeOf(document, operation["security"] ?? document.Root["security"]),
            content.Key,
            [.. schema?["properties"]?.AsObject().Select(static property => property.Key) ?? []],
            [.. parameters.Where(static each => In(each, "query")).Select(each => document.Text(each, "name"))],
            [
                .. parameters.Where(static each => In(each, "header"))
                    .Select(each => new Header(document.Text(each, "name"), each["required"]?.GetValue<bool>() ?? false)),
            ]);
    }

    private static bool In(JsonObject parameter, string location) => parameter["in"]?.GetValue<string>() == location;

    // Each operation of these specs has one security scheme with one scope, or none.
    private static string? ScopeOf(SpecDocument document, JsonNode? security) => security?.AsArray() switch
    {
        null or [] => null,
        [JsonObject { Count: 1 } requirement] when requirement.First().Value is JsonArray { Count: 1 } scopes =>
            scopes[0]!.GetValue<string>(),
        _ => throw new InvalidDataException($"A \"security\" of the spec {document.Name} is not one scheme with one scope."),
    };

    private static List<DeviceInfoMember> DeviceInfo(SpecDocument document)
    {
        var schema = document.Schema("DeviceInformation");
        var required = document.Array(schema, "required").Select(static name => name!.GetValue<string>()).ToList();
        return
        [
            .. document.Object(schema, "properties").Select(property =>
            {
                var definition = document.Resolve(property.Value!);
                var isBoolean = definition["type"] is JsonArray types && types.Any(static type => type!.GetValue<string>() == "boolean");
                return new DeviceInfoMember(property.Key, required.Contains(property.Key), isBoolean, Values(definition));
            }),
        ];
    }

    private static List<ErrorCode> ErrorCodes(SpecDocument document)
    {
        var schema = document.Schema("ErrorCode");
        List<ErrorCode> codes =
        [
            .. document.Array(schema, "x-error-codes").Select(row => new ErrorCode(
                document.Text(row!, "code"),
                document.Text(row!, "action"),
                row!["status"]!.GetValue<int>(),
                document.Text(row!, "description"))),
        ];
        return codes.Select(static row => row.Code).SequenceEqual(Values(schema))
            ? codes
            : throw new InvalidDataException("\"x-error-codes\" and \"x-extensible-enum\" of ErrorCode list different codes.");
    }

    private static List<string> Values(SpecDocument document, string schema) => Values(document.Schema(schema));

    private static List<string> Values(JsonObject schema) =>
        [.. schema["x-extensible-enum"]?.AsArray().Select(static value => value!.GetValue<string>()) ?? []];
}
