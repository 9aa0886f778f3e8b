using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the parameters of operations.</summary>
internal sealed class ParameterReader(ReferenceResolver references, SchemaReader schemas, OperationDiagnostics diagnostics)
{
    /// <summary>Reads the parameters of an operation, path parameters first, in the order of the path.</summary>
    /// <param name="id">The id of the operation.</param>
    /// <param name="path">The path.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="pathItem">The path item.</param>
    /// <param name="server">The server. A foreign host gets <c>X-Forwarded-For</c> from a parameter.</param>
    /// <param name="body">The format of the body, whose media type a parameter can set; null if there is no body.</param>
    public ParameterReading Read(
        string id,
        string path,
        JsonObject operation,
        JsonObject pathItem,
        ServerReading server,
        BodyFormat? body)
    {
        var deviceHeaders = DeviceHeaderKinds.None;
        var hasAuthorizationHeader = false;
        var models = new List<ParameterModel>();
        foreach (var (parameter, node) in Declared(operation, pathItem))
        {
            var name = parameter.FindString("name")!;
            var place = parameter.FindString("in");
            if (place == "header")
            {
                if (DeviceHeader(name) is { } deviceHeader
                    && (deviceHeader != DeviceHeaderKinds.ForwardedFor || !server.IsForeign))
                {
                    deviceHeaders |= deviceHeader;
                    continue;
                }

                hasAuthorizationHeader |= IsHeader(name, "Authorization");
                if (IsSentByClient(name, server, body))
                {
                    continue;
                }
            }

            ParameterLocation? location = place switch
            {
                "path" => ParameterLocation.Path,
                "query" => ParameterLocation.Query,
                "header" => ParameterLocation.Header,
                "cookie" => ParameterLocation.Cookie,
                _ => null,
            };
            if (location is null)
            {
                diagnostics.Add(SpecDescriptors.ParameterLocation, node, $"\"{name}\" of {id}");
                continue;
            }

            models.Add(ReadParameter(id, name, location.Value, parameter, node));
        }

        return new ParameterReading(InOrderOfPath(models, path), deviceHeaders, hasAuthorizationHeader);
    }

    private ParameterModel ReadParameter(string id, string name, ParameterLocation location, JsonObject parameter, JsonNode node)
    {
        var format = ParameterFormat.DefaultOf(location);
        var schema = parameter.Find("schema");
        if (parameter.FindObject("content")?.Members.FirstOrDefault() is { } content)
        {
            schema = (content.Value as JsonObject)?.Find("schema");
            var isJson = MediaTypes.FormatOf(content.Name, schema: null) == ResponseFormat.Json;
            format = format with { Style = isJson ? ParameterStyle.Json : format.Style };
        }
        else
        {
            format = FormatOf(parameter, location, format, () =>
                diagnostics.Add(SpecDescriptors.ParameterStyle, parameter.Find("style") ?? node, $"\"{name}\" of {id}"));
        }

        var type = schemas.Read(schema, Names.Pascal(id) + Names.Pascal(name), name);
        if (type.Shape == SchemaKind.Any && format.Style is not (ParameterStyle.Json or ParameterStyle.DeepObject))
        {
            // A schema without a type. As a string, the caller can send any value.
            type = new TypeModel(SchemaKind.String);
        }

        return new ParameterModel(
            name,
            location,
            parameter.IsTrue("required") || location == ParameterLocation.Path,
            type,
            parameter.FindString("description") ?? string.Empty)
        {
            Format = format,
        };
    }

    /// <summary>Reads <c>style</c>, <c>explode</c> and <c>allowReserved</c> of a parameter or an encoding.</summary>
    public static ParameterFormat FormatOf(
        JsonObject node,
        ParameterLocation location,
        ParameterFormat format,
        Action reportStyle)
    {
        var isPath = location == ParameterLocation.Path;
        var isQuery = location is ParameterLocation.Query or ParameterLocation.Form;
        ParameterStyle? style = node.FindString("style") switch
        {
            null => format.Style,
            "simple" when isPath || location == ParameterLocation.Header => ParameterStyle.Simple,
            "label" when isPath => ParameterStyle.Label,
            "matrix" when isPath => ParameterStyle.Matrix,
            "form" when isQuery || location == ParameterLocation.Cookie => ParameterStyle.Form,
            "spaceDelimited" when isQuery => ParameterStyle.SpaceDelimited,
            "pipeDelimited" when isQuery => ParameterStyle.PipeDelimited,
            "deepObject" when isQuery => ParameterStyle.DeepObject,
            _ => null,
        };
        if (style is null)
        {
            reportStyle();
        }

        var known = style ?? ParameterFormat.DefaultStyle(location);
        var explode = node.Find("explode") is JsonLiteral { Value: { } stated } ? stated : known == ParameterStyle.Form;
        return new ParameterFormat(known, explode, isQuery && node.IsTrue("allowReserved"));
    }

    // A parameter of the operation overrides the one of the path item with the same location and name.
    private IEnumerable<(JsonObject Parameter, JsonNode Node)> Declared(JsonObject operation, JsonObject pathItem)
    {
        var byKey = new Dictionary<string, (JsonObject Parameter, JsonNode Node)>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var node in (pathItem.FindArray("parameters")?.Items ?? []).Concat(operation.FindArray("parameters")?.Items ?? []))
        {
            if (references.Resolve(node) is { } parameter
                && parameter.FindString("name") is { } name
                && parameter.FindString("in") is { } place)
            {
                var key = place + "\n" + (place == "header" ? name.ToLowerInvariant() : name);
                if (!byKey.ContainsKey(key))
                {
                    order.Add(key);
                }

                byKey[key] = (parameter, node);
            }
        }

        return order.Select(key => byKey[key]);
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

    // OpenAPI says that these parameters are ignored. A body whose media type is open needs its own.
    private static bool IsSentByClient(string name, ServerReading server, BodyFormat? body) =>
        IsHeader(name, "Accept")
        || IsHeader(name, "User-Agent")
        || (IsHeader(name, "Content-Type") && body is not (BodyFormat.Text or BodyFormat.Stream))
        || (IsHeader(name, "Authorization") && !server.IsForeign);

    private static bool IsHeader(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static DeviceHeaderKinds? DeviceHeader(string name) => name.ToUpperInvariant() switch
    {
        "AP-DEVICE-IDENTIFIER" => DeviceHeaderKinds.DeviceIdentifier,
        "X-DEVICE-INFO" => DeviceHeaderKinds.DeviceInformation,
        "X-FORWARDED-FOR" => DeviceHeaderKinds.ForwardedFor,
        _ => null,
    };
}

/// <summary>Represents the parameters of an operation.</summary>
internal sealed record ParameterReading(
    List<ParameterModel> Parameters,
    DeviceHeaderKinds DeviceHeaders,
    bool HasAuthorizationHeader);
