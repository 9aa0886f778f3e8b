using System.Globalization;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Converts schemas to types. Named schemas and inline objects become models; other schemas become scalars, lists, maps or "any JSON".
/// </summary>
internal sealed class SchemaReader
{
    private const int DeepestInline = 24;
    private const int LongestChain = 200;
    private const string LookupKeyword = "x-lookup";

    private static readonly string[] InheritedMembers =
        ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize"];

    // Members of an extensible enum whose values are restricted.
    private static readonly string[] ExtensibleEnumMembers = ["Parse", "TryParse", "Undocumented", "DocumentedValues"];

    private readonly ReferenceResolver _references;
    private readonly SpecDiagnostics _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private readonly List<JsonMember> _namedSchemas;
    private readonly NameSet _typeNames = NameSet.IgnoringCase();
    private readonly Dictionary<string, string> _typeNameBySchema = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeModel> _typeBySchema = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SchemaModel> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<(string List, string MethodName, JsonObject Node)>> _lookups =
        new(StringComparer.Ordinal);
    private int _depth;
    private int _chain;

    // The lists, maps and alternatives around the current schema.
    private int _containers;

    public SchemaReader(
        JsonObject document,
        ReferenceResolver references,
        SpecDiagnostics diagnostics,
        CancellationToken cancellationToken)
    {
        _references = references;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;

        // Named schemas get their type names first, in document order, so that an inline schema never renames one of them.
        _namedSchemas = document.FindObject("components")?.FindObject("schemas")?.Members ?? [];
        foreach (var schema in _namedSchemas)
        {
            _typeNameBySchema[schema.Name] = _typeNames.Take(Names.Pascal(schema.Name));
        }
    }

    /// <summary>Gets the models.</summary>
    /// <param name="operations">The operations, whose responses are marked.</param>
    public EquatableArray<SchemaModel> ToArray(IEnumerable<OperationModel> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Response is { Shape: SchemaKind.Object, Name: { } name } && _models.TryGetValue(name, out var model))
            {
                _models[name] = operation.Redirects && model.RedirectUriName.Length == 0
                    ? AsRedirectable(model) with { IsResponse = true }
                    : model with { IsResponse = true };
            }
        }

        foreach (var lookups in _lookups)
        {
            var model = _models[lookups.Key];
            _models[lookups.Key] = model with
            {
                Lookups = lookups.Value
                    .Select(each => Resolve(model, each.List, each.MethodName, each.Node))
                    .OfType<LookupModel>()
                    .ToEquatableArray(),
            };
        }

        return _models.Values.ToEquatableArray();
    }

    // A redirect has no body, so any member of the model can be absent.
    private static SchemaModel AsRedirectable(SchemaModel model)
    {
        var names = new NameSet(model.TypeName, model.AdditionalMembersName, model.ReadIssuesName, "SetRedirectUri");
        foreach (var property in model.Properties)
        {
            names.Take(property.Name);
        }

        return model with
        {
            Properties = model.Properties.Select(static property => property with { IsRequired = false }).ToEquatableArray(),
            RedirectUriName = names.Take("RedirectUri"),
        };
    }

    private LookupModel? Resolve(SchemaModel model, string listName, string methodName, JsonObject node)
    {
        var list = model.Properties.First(property => property.JsonName == listName);
        var item = list.Type is { Shape: SchemaKind.List, Element: { Shape: SchemaKind.Object, Name: { } name } }
            && _models.TryGetValue(name, out var found) ? found : null;
        var key = item?.Properties.FirstOrDefault(property =>
            property.JsonName == node.FindString("key") && property.Type.Shape == SchemaKind.String);
        var preferredName = node.FindString("prefer");
        var preferred = item?.Properties.FirstOrDefault(property =>
            property.JsonName == preferredName && property.Type.Shape == SchemaKind.Boolean);
        if (key is not null && (preferredName is null || preferred is not null))
        {
            return new LookupModel(methodName, list, key, preferred);
        }

        _diagnostics.Add(SpecDescriptors.Lookup, node, listName);
        return null;
    }

    /// <summary>Reads the named schemas that are types of the runtime library and that no operation refers to.</summary>
    public void ReadRuntimeTypes()
    {
        foreach (var member in _namedSchemas)
        {
            if (member.Value is JsonObject schema
                && schema.FindString(RuntimeTypes.Keyword) is { } name
                && RuntimeTypes.Find(name) is not null
                && !_typeBySchema.ContainsKey(member.Name))
            {
                ReadNamed(member.Name, schema);
            }
        }
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="node">The schema or a reference to it.</param>
    /// <param name="inlineName">The type name for an inline object or enum.</param>
    /// <param name="jsonName">The name of the member, which identifies secrets.</param>
    public TypeModel Read(JsonNode? node, string inlineName, string? jsonName = null) => ReadNullable(node, inlineName, jsonName).Type;

    private (TypeModel Type, bool IsNullable) ReadNullable(JsonNode? node, string inlineName, string? jsonName)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (node is not JsonObject schema)
        {
            return (new TypeModel(SchemaKind.Any), true);
        }

        if (schema.Find("$ref") is { } reference)
        {
            return (ReadReference(schema, reference, inlineName), false);
        }

        if (_depth >= DeepestInline)
        {
            _diagnostics.Add(SpecDescriptors.SchemaDepth, schema, DeepestInline.ToString(CultureInfo.InvariantCulture));
            return (new TypeModel(SchemaKind.Any), true);
        }

        _depth++;
        try
        {
            return ReadInline(schema, inlineName, jsonName);
        }
        finally
        {
            _depth--;
        }
    }

    private TypeModel ReadReference(JsonObject schema, JsonNode reference, string inlineName)
    {
        var name = ReferenceResolver.SchemaName(schema);
        var target = _references.Target(reference);
        if (target is null)
        {
            return new TypeModel(SchemaKind.Any);
        }

        if (name is null)
        {
            return Read(_references.Resolve(target), inlineName);
        }

        if (_typeBySchema.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_underWay.TryGetValue(name, out var containers))
        {
            _diagnostics.Add(
                _containers > containers ? SpecDescriptors.RecursiveContainer : SpecDescriptors.CircularSchema,
                reference,
                name);
            return new TypeModel(SchemaKind.Any);
        }

        _underWay.Add(name, _containers);
        try
        {
            var type = ReadNamed(name, target);
            _typeBySchema[name] = type;
            return type;
        }
        finally
        {
            _underWay.Remove(name);
        }
    }

    private TypeModel ReadNamed(string name, JsonObject schema)
    {
        var typeName = _typeNameBySchema.TryGetValue(name, out var known) ? known : _typeNames.Take(Names.Pascal(name));
        if (FindRuntimeType(schema) is { } runtimeType)
        {
            _typeBySchema[name] = runtimeType;
            ReadDefinition(schema, typeName);
            if (_models.TryGetValue(typeName, out var model))
            {
                _models[typeName] = model with
                {
                    TypeName = runtimeType.Name!,
                    IsRuntimeType = true,
                    RequestMember = schema.FindString(RuntimeTypes.RequestMemberKeyword) ?? string.Empty,
                };
            }

            return runtimeType;
        }

        if (SchemaNodes.IsObjectWithProperties(schema) || SchemaNodes.IsMerged(schema))
        {
            // Registered before its properties are read, because they may refer back to it.
            _typeBySchema[name] = new TypeModel(SchemaKind.Object, typeName);
        }

        return ReadDefinition(schema, typeName);
    }

    private TypeModel? FindRuntimeType(JsonObject schema)
    {
        if (schema.FindString(RuntimeTypes.Keyword) is not { } name)
        {
            return null;
        }

        if (RuntimeTypes.Find(name) is { } type)
        {
            return type;
        }

        _diagnostics.Add(SpecDescriptors.RuntimeType, schema.Find(RuntimeTypes.Keyword)!, name, RuntimeTypes.Names);
        return null;
    }

    private TypeModel ReadDefinition(JsonObject schema, string typeName)
    {
        if (++_chain > LongestChain)
        {
            _chain--;
            _diagnostics.Add(SpecDescriptors.SchemaChain, schema, LongestChain.ToString(CultureInfo.InvariantCulture));
            return new TypeModel(SchemaKind.Any);
        }

        // The depth counts nested schemas without a name.
        var depth = _depth;
        _depth = 0;
        try
        {
            return schema.Find("$ref") is { } reference
                ? ReadReference(schema, reference, typeName)
                : ReadInline(schema, typeName, jsonName: null, isNamed: true).Type;
        }
        finally
        {
            _depth = depth;
            _chain--;
        }
    }

    private (TypeModel Type, bool IsNullable) ReadInline(JsonObject schema, string typeName, string? jsonName, bool isNamed = false)
    {
        var isNullable = schema.IsTrue("nullable");

        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (schema.FindArray(keyword) is { } alternatives)
            {
                return ReadAlternatives(alternatives, typeName, jsonName);
            }
        }

        if (schema.FindArray("allOf") is { } parts)
        {
            return (ReadAllOf(schema, parts, typeName, isNamed), isNullable);
        }

        var kinds = SchemaNodes.Kinds(schema);
        isNullable |= kinds.Remove("null");
        var kind = kinds.Count == 1 ? kinds.First() : null;

        if (kinds.Count == 2 && kinds.Contains("string") && (kinds.Contains("integer") || kinds.Contains("number")))
        {
            // The service sends both forms. The readers accept both, and a string keeps every value.
            kind = "string";
        }

        if (SchemaNodes.IsObjectWithProperties(schema))
        {
            return (AddObject(schema, isNamed ? typeName : _typeNames.Take(typeName)), isNullable);
        }

        if ((kind is null or "string") && SchemaNodes.EnumValues(schema) is { Count: > 0 } values)
        {
            return (AddEnum(schema, values, isNamed ? typeName : _typeNames.Take(typeName)), isNullable);
        }

        switch (kind)
        {
            case "string":
                return (SchemaNodes.StringType(schema, jsonName), isNullable);
            case "integer":
                return (new TypeModel(schema.FindString("format") switch
                {
                    "epoch-milliseconds" => SchemaKind.EpochMilliseconds,
                    "int32" => SchemaKind.Int32,
                    _ => SchemaKind.Int64,
                }), isNullable);
            case "number":
                return (new TypeModel(SchemaKind.Double), isNullable);
            case "boolean":
                return (new TypeModel(SchemaKind.Boolean), isNullable);
            case "array":
                return (new TypeModel(SchemaKind.List, Element: ReadElement(schema.Find("items"), typeName + "Item")), isNullable);
            case "object" when schema.Find("additionalProperties") is JsonObject element:
                return (new TypeModel(SchemaKind.Map, Element: ReadElement(element, typeName + "Value")), isNullable);
            default:
                return (new TypeModel(SchemaKind.Any), true);
        }
    }

    private TypeModel ReadElement(JsonNode? node, string inlineName)
    {
        _containers++;
        try
        {
            return Read(node, inlineName);
        }
        finally
        {
            _containers--;
        }
    }

    private (TypeModel Type, bool IsNullable) ReadAlternatives(JsonArray alternatives, string typeName, string? jsonName)
    {
        var isNullable = false;
        var types = new List<TypeModel>();
        foreach (var alternative in alternatives.Items)
        {
            if (alternative is JsonObject schema && schema.FindString("type") == "null")
            {
                isNullable = true;
                continue;
            }

            _containers++;
            var (type, nullable) = ReadNullable(alternative, typeName, jsonName);
            _containers--;
            isNullable |= nullable;
            types.Add(type);
        }

        if (types.Count == 1)
        {
            return (types[0], isNullable);
        }

        // "One of these strings, or any other string": an extensible enum in JSON Schema.
        if (types.Count == 2
            && types.Any(static type => type.Shape == SchemaKind.String)
            && types.FirstOrDefault(static type => type.Shape == SchemaKind.OpenEnum) is { } open)
        {
            return (open, isNullable);
        }

        return (new TypeModel(SchemaKind.Any), true);
    }

    private TypeModel ReadAllOf(JsonObject schema, JsonArray parts, string typeName, bool isNamed)
    {
        if (!SchemaNodes.IsMerged(schema))
        {
            return parts.Items.Count == 0 ? new TypeModel(SchemaKind.Any) : Read(parts.Items[0], typeName);
        }

        var merged = new JsonObject(schema.Start) { End = schema.End };
        var properties = new JsonObject(schema.Start);
        var required = new JsonArray(schema.Start);
        Merge(schema, properties, required, []);
        merged.Add(new JsonMember("type", schema.Start, schema.Start, new JsonString(schema.Start, "object")));
        merged.Add(new JsonMember("properties", schema.Start, schema.Start, properties));
        merged.Add(new JsonMember("required", schema.Start, schema.Start, required));
        if (schema.Find("description") is { } description)
        {
            merged.Add(new JsonMember("description", schema.Start, schema.Start, description));
        }

        return AddObject(merged, isNamed ? typeName : _typeNames.Take(typeName));
    }

    // A part is read only once, even if it is reached twice or contains itself.
    private void Merge(JsonObject schema, JsonObject properties, JsonArray required, HashSet<JsonObject> merged)
    {
        if (!merged.Add(schema))
        {
            return;
        }

        foreach (var part in schema.FindArray("allOf")?.Items ?? [])
        {
            if (_references.Resolve(part) is { } target)
            {
                Merge(target, properties, required, merged);
            }
        }

        foreach (var property in schema.FindObject("properties")?.Members ?? [])
        {
            properties.Add(property);
        }

        required.Items.AddRange(schema.FindArray("required")?.Items ?? []);
    }

    private TypeModel AddObject(JsonObject schema, string typeName)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in schema.FindArray("required")?.Items ?? [])
        {
            if (name is JsonString { Value: var text })
            {
                required.Add(text);
            }
        }

        var names = new NameSet([typeName, "Parse", "Read", "WriteTo", "SetReadIssues", .. InheritedMembers]);
        var properties = new List<PropertyModel>();
        var lookups = new List<(string List, JsonObject Node)>();
        foreach (var property in schema.FindObject("properties")!.Members)
        {
            var (type, isNullable) = ReadNullable(property.Value, typeName + Names.Pascal(property.Name), property.Name);
            properties.Add(new PropertyModel(
                property.Name,
                names.Take(Names.Pascal(property.Name)),
                type,
                required.Contains(property.Name) && !isNullable && !SchemaNodes.IsDispensable(property.Value),
                SchemaNodes.Description(property.Value)));
            if ((property.Value as JsonObject)?.FindObject(LookupKeyword) is { } lookup)
            {
                lookups.Add((property.Name, lookup));
            }
        }

        // Added last, so that the names of the spec members do not change.
        _models[typeName] = new SchemaModel(
            typeName,
            IsEnum: false,
            properties.ToEquatableArray(),
            EquatableArray<EnumValueModel>.Empty,
            SchemaNodes.Description(schema))
        {
            AdditionalMembersName = names.Take("AdditionalMembers"),
            ReadIssuesName = names.Take("ReadIssues"),
        };
        if (lookups.Count > 0)
        {
            _lookups[typeName] = lookups.ConvertAll(each =>
                (each.List, names.Take(lookups.Count == 1 ? "Find" : "FindIn" + Names.Pascal(each.List)), each.Node));
        }

        return new TypeModel(SchemaKind.Object, typeName);
    }

    private TypeModel AddEnum(JsonObject schema, List<string> values, string typeName)
    {
        var names = new NameSet([typeName, "Value", "Read", "ReferenceEquals", .. InheritedMembers]);
        if (schema.Find(RuntimeTypes.RequestMemberKeyword) is not null)
        {
            foreach (var member in ExtensibleEnumMembers)
            {
                names.Take(member);
            }
        }

        var descriptions = schema.FindArray("x-enum-descriptions")?.Items;
        var models = new List<EnumValueModel>();
        for (var i = 0; i < values.Count; i++)
        {
            var description = descriptions is not null && i < descriptions.Count && descriptions[i] is JsonString { Value: var text }
                ? text
                : string.Empty;
            models.Add(new EnumValueModel(values[i], names.Take(Names.Pascal(values[i])), description));
        }

        _models[typeName] = new SchemaModel(
            typeName,
            IsEnum: true,
            EquatableArray<PropertyModel>.Empty,
            models.ToEquatableArray(),
            SchemaNodes.Description(schema));
        return new TypeModel(SchemaKind.OpenEnum, typeName);
    }
}
