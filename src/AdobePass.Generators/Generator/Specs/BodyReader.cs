using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the bodies of requests. JSON is preferred, then a form, a multipart body, text and bytes.</summary>
internal sealed class BodyReader(ReferenceResolver references, SchemaReader schemas, OperationDiagnostics diagnostics)
{
    private const int DeepestAllOf = 16;

    /// <summary>Reads the body of an operation.</summary>
    /// <param name="id">The id of the operation.</param>
    /// <param name="operation">The operation.</param>
    public BodyReading Read(string id, JsonObject operation)
    {
        if (operation.Find("requestBody") is not { } node)
        {
            return BodyReading.None;
        }

        if (references.Resolve(node) is not { } body)
        {
            // The reference is reported. Without the body, the request would be wrong.
            return BodyReading.Unusable;
        }

        var contents = (body.FindObject("content")?.Members ?? [])
            .Select(member => new Content(member.Name, member.Value as JsonObject, Schema(member.Value)))
            .OrderBy(static content => content.Rank)
            .ToList();
        foreach (var content in contents)
        {
            if (Read(id, body, content) is { } reading)
            {
                if (contents.Any(other => other.Rank != content.Rank))
                {
                    diagnostics.Add(SpecDescriptors.SeveralBodyFormats, node, $"{id} ({content.MediaType})");
                }

                return reading;
            }
        }

        var isRequired = body.IsTrue("required");
        diagnostics.Add(isRequired ? SpecDescriptors.RequiredBodyFormat : SpecDescriptors.BodyFormat, node, id);
        return isRequired ? BodyReading.Unusable : BodyReading.None;
    }

    private BodyReading? Read(string id, JsonObject body, Content content)
    {
        var isRequired = body.IsTrue("required");
        var description = body.FindString("description") ?? string.Empty;
        var schema = content.Node?.Find("schema");
        switch (content.Rank)
        {
            case ContentRank.Json:
                return BodyReading.Of(new BodyModel(
                    BodyFormat.Json,
                    isRequired,
                    schemas.Read(schema, Names.Pascal(id) + "Request"),
                    description,
                    MediaTypes.IsPlainJson(content.MediaType) ? null : content.MediaType));
            case ContentRank.Form:
                var type = schemas.Read(schema, Names.Pascal(id) + "Request");
                return type.Shape is SchemaKind.Object or SchemaKind.Map or SchemaKind.Any
                    ? BodyReading.Of(new BodyModel(BodyFormat.Form, isRequired, type, description)
                    {
                        FieldFormats = ReadFieldFormats(id, content.Node),
                    })
                    : null;
            case ContentRank.Multipart:
                return ReadParts(id, content) is { Count: > 0 } parts ? new BodyReading(null, parts, IsMultipart: true, false) : null;
            case ContentRank.Text:
                return BodyReading.Of(new BodyModel(
                    BodyFormat.Text,
                    isRequired,
                    new TypeModel(SchemaKind.String),
                    description,
                    MediaTypes.InUtf8(content.MediaType)));
            case ContentRank.Stream:
                return BodyReading.Of(new BodyModel(
                    BodyFormat.Stream,
                    isRequired,
                    new TypeModel(SchemaKind.Stream),
                    description,
                    MediaTypes.IsWildcard(content.MediaType) ? "application/octet-stream" : content.MediaType));
            default:
                return null;
        }
    }

    private JsonObject? Schema(JsonNode content) =>
        (content as JsonObject)?.Find("schema") is { } schema ? references.Resolve(schema) : null;

    // Without a style, arrays are repeated and objects are JSON, as the examples of OpenAPI show.
    private EquatableArray<FieldFormatModel> ReadFieldFormats(string id, JsonObject? content)
    {
        var formats = new List<FieldFormatModel>();
        foreach (var member in content?.FindObject("encoding")?.Members ?? [])
        {
            if (member.Value is not JsonObject encoding)
            {
                continue;
            }

            var format = ParameterFormat.DefaultOf(ParameterLocation.Form);
            if (encoding.Find("style") is not null || encoding.Find("explode") is not null)
            {
                format = ParameterReader.FormatOf(encoding, ParameterLocation.Form, format, () =>
                    diagnostics.Add(SpecDescriptors.ParameterStyle, encoding, $"\"{member.Name}\" of {id}"));
            }
            else if (IsJson(encoding))
            {
                format = format with { Style = ParameterStyle.Json };
            }
            else
            {
                continue;
            }

            formats.Add(new FieldFormatModel(member.Name, format));
        }

        return formats.ToEquatableArray();
    }

    private List<ParameterModel> ReadParts(string id, Content content)
    {
        var properties = new List<JsonMember>();
        var required = new HashSet<string>(StringComparer.Ordinal);
        CollectProperties(content.Schema, properties, required, DeepestAllOf);
        var parts = new List<ParameterModel>();
        foreach (var property in properties)
        {
            var schema = references.Resolve(property.Value);
            if (schema?.IsTrue("readOnly") == true)
            {
                continue;
            }

            var encoding = content.Node?.FindObject("encoding")?.FindObject(property.Name);
            var mediaType = encoding?.FindString("contentType")?.Split(',')[0].Trim();
            var type = IsFile(schema, mediaType) ? new TypeModel(SchemaKind.File)
                : schema?.FindString("type") == "array" && IsFile(references.Resolve(schema.Find("items")), mediaType)
                    ? new TypeModel(SchemaKind.List, Element: new TypeModel(SchemaKind.File))
                    : schemas.Read(property.Value, Names.Pascal(id) + Names.Pascal(property.Name), property.Name);
            parts.Add(new ParameterModel(
                property.Name,
                ParameterLocation.Part,
                required.Contains(property.Name),
                type,
                schema?.FindString("description") ?? string.Empty)
            {
                ContentType = mediaType is null || MediaTypes.IsWildcard(mediaType) ? null : mediaType,
            });
        }

        return parts;
    }

    private void CollectProperties(JsonObject? schema, List<JsonMember> properties, HashSet<string> required, int depth)
    {
        if (schema is null || depth == 0)
        {
            return;
        }

        foreach (var part in schema.FindArray("allOf")?.Items ?? [])
        {
            CollectProperties(references.Resolve(part), properties, required, depth - 1);
        }

        foreach (var property in schema.FindObject("properties")?.Members ?? [])
        {
            properties.RemoveAll(each => each.Name == property.Name);
            properties.Add(property);
        }

        required.UnionWith((schema.FindArray("required")?.Items ?? []).OfType<JsonString>().Select(static name => name.Value));
    }

    // In OpenAPI 3.1, a schema without a type, or with a media type, is a file.
    private static bool IsFile(JsonObject? schema, string? mediaType) =>
        MediaTypes.IsBinary(schema)
        || (schema is not null
            && schema.Find("type") is null
            && schema.Find("properties") is null
            && schema.Find("enum") is null
            && mediaType is not null
            && MediaTypes.FormatOf(mediaType, schema: null) == ResponseFormat.Stream);

    private static bool IsJson(JsonObject encoding) =>
        encoding.FindString("contentType") is { } type && MediaTypes.FormatOf(type, schema: null) == ResponseFormat.Json;

    private enum ContentRank
    {
        Json,
        Form,
        Multipart,
        Text,
        Stream,
        Other,
    }

    private sealed record Content(string MediaType, JsonObject? Node, JsonObject? Schema)
    {
        public ContentRank Rank =>
            MediaTypes.Is(MediaType, MediaTypes.Form) ? ContentRank.Form
            : MediaTypes.Is(MediaType, MediaTypes.Multipart) ? ContentRank.Multipart
            : MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? ContentRank.Other
            : MediaTypes.FormatOf(MediaType, Schema) switch
            {
                ResponseFormat.Json => ContentRank.Json,
                ResponseFormat.Text => ContentRank.Text,
                _ => ContentRank.Stream,
            };
    }
}

/// <summary>Represents the body of an operation.</summary>
/// <param name="Body">The body that one method parameter contains.</param>
/// <param name="Parts">The parts of a multipart body.</param>
/// <param name="IsMultipart">Whether the body has parts.</param>
/// <param name="IsUnusable">Whether a body is required that cannot be generated.</param>
internal sealed record BodyReading(BodyModel? Body, List<ParameterModel> Parts, bool IsMultipart, bool IsUnusable)
{
    public static readonly BodyReading None = new(null, [], IsMultipart: false, IsUnusable: false);
    public static readonly BodyReading Unusable = None with { IsUnusable = true };

    public static BodyReading Of(BodyModel body) => None with { Body = body };
}
