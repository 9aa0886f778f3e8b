using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the successful responses of operations. JSON is preferred, then text and bytes.</summary>
internal sealed class ResponsesReader(ReferenceResolver references, SchemaReader schemas, OperationDiagnostics diagnostics)
{
    /// <summary>Reads the responses of an operation.</summary>
    /// <param name="id">The id of the operation.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="operation">The operation.</param>
    public ResponseReading Read(string id, string method, JsonObject operation)
    {
        var all = (operation.FindObject("responses")?.Members ?? [])
            .OrderBy(static response => response.Name, StringComparer.Ordinal)
            .ToList();
        var redirects = all.Any(static each => IsRedirect(each.Name));
        var acceptsNotModified = all.Any(static each => each.Name == "304");
        var successes = all
            .Where(static response => response.Name.StartsWith("2", StringComparison.Ordinal))
            .DefaultIfEmpty(redirects ? null : all.FirstOrDefault(static response => response.Name == "default"))
            .Select(response => response is null ? null : references.Resolve(response.Value))
            .OfType<JsonObject>()
            .Select(definition => (Definition: definition, Content: ContentOf(definition)))
            .ToList();
        var withBody = successes.Where(static success => success.Content is not null).ToList();

        // The page beside the redirects of a login is for a user agent.
        var isForUserAgent = redirects && withBody.Count > 0 && withBody[0].Content!.Format != ResponseFormat.Json;
        if (withBody.Count == 0 || method == "head" || isForUserAgent)
        {
            return new ResponseReading(null, string.Empty, redirects) { AcceptsNotModified = acceptsNotModified };
        }

        var (first, content) = withBody[0];
        var description = first.FindString("description") ?? string.Empty;

        // A redirect is an outcome of the call only if it names its target. 304 and redirects for user agents are not.
        redirects = all.Any(each => IsRedirect(each.Name)
            && references.Resolve(each.Value)?.FindObject("headers")?.Find("Location") is not null);
        if (content!.Format != ResponseFormat.Json)
        {
            return new ResponseReading(TypeOf(content), description, redirects)
            {
                Format = content.Format,
                Accept = MediaTypes.WithoutCharset(content.MediaType),
                AcceptsNotModified = acceptsNotModified,
            };
        }

        var types = ReadTypes(id, withBody.ConvertAll(static success => success.Content!));
        if (types.Count > 1)
        {
            diagnostics.Add(SpecDescriptors.DifferentResponses, operation.Find("responses")!, id);
        }

        return new ResponseReading(types.Count == 1 ? types[0] : new TypeModel(SchemaKind.Any), description, redirects)
        {
            IsOptional = withBody.Count < successes.Count || acceptsNotModified || withBody.Any(each => IsNullable(id, each.Content!)),
            AcceptsNotModified = acceptsNotModified,
            Accept = MediaTypes.IsWildcard(content.MediaType) || MediaTypes.WithoutCharset(content.MediaType) == "application/json"
                ? null
                : MediaTypes.WithoutCharset(content.MediaType),
            Alternatives = types.Count == 1 ? EquatableArray<TypeModel>.Empty : types.ToEquatableArray(),
        };
    }

    // The types of the bodies, each once. A body that is not JSON is another type.
    private List<TypeModel> ReadTypes(string id, List<ResponseContent> contents)
    {
        var types = new List<TypeModel>();
        var read = new List<JsonNode?>();
        foreach (var content in contents)
        {
            if (read.Any(earlier => AreEqual(earlier, content.Schema)))
            {
                continue;
            }

            read.Add(content.Schema);
            var type = content.Format == ResponseFormat.Json
                ? schemas.Read(content.Schema, Names.Pascal(id) + "Response")
                : TypeOf(content);
            if (!types.Contains(type))
            {
                types.Add(type);
            }
        }

        return types;
    }

    private static TypeModel TypeOf(ResponseContent content) =>
        new(content.Format == ResponseFormat.Stream ? SchemaKind.Stream : SchemaKind.String);

    private ResponseContent? ContentOf(JsonObject definition)
    {
        ResponseContent? best = null;
        foreach (var member in definition.FindObject("content")?.Members ?? [])
        {
            var schema = (member.Value as JsonObject)?.Find("schema");
            var format = MediaTypes.FormatOf(member.Name, schema is null ? null : references.Resolve(schema));
            if (format == ResponseFormat.Json && schema is null)
            {
                continue;
            }

            if (best is null || format < best.Format)
            {
                best = new ResponseContent(member.Name, format, schema);
            }
        }

        return best;
    }

    private bool IsNullable(string id, ResponseContent content) =>
        content.Format == ResponseFormat.Json && schemas.AllowsNull(content.Schema, Names.Pascal(id) + "Response");

    private static bool AreEqual(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject first, JsonObject second) => first.Members.Count == second.Members.Count
            && first.Members.All(member => second.Find(member.Name) is { } other && AreEqual(member.Value, other)),
        (JsonArray first, JsonArray second) => first.Items.Count == second.Items.Count
            && first.Items.Zip(second.Items, AreEqual).All(static isEqual => isEqual),
        (JsonString first, JsonString second) => first.Value == second.Value,
        (JsonNumber first, JsonNumber second) => first.Text == second.Text,
        (JsonLiteral first, JsonLiteral second) => first.Value == second.Value,
        _ => false,
    };

    private static bool IsRedirect(string status) => status.StartsWith("3", StringComparison.Ordinal) && status != "304";

    private sealed record ResponseContent(string MediaType, ResponseFormat Format, JsonNode? Schema);
}

/// <summary>Represents the successful response of an operation.</summary>
/// <param name="Type">The type of the body; null if there is none.</param>
/// <param name="Description">The description.</param>
/// <param name="Redirects">Whether a redirect is a documented response.</param>
internal sealed record ResponseReading(TypeModel? Type, string Description, bool Redirects)
{
    public ResponseFormat Format { get; init; }

    public bool IsOptional { get; init; }

    public bool AcceptsNotModified { get; init; }

    public string? Accept { get; init; }

    public EquatableArray<TypeModel> Alternatives { get; init; } = EquatableArray<TypeModel>.Empty;
}
