using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <content>Reads <c>oneOf</c>, <c>anyOf</c> and <c>discriminator</c>.</content>
internal sealed partial class SchemaReader
{
    private const int MostAlternatives = 1_000;

    // The schema that a subtype extends, if the base says by a member which subtype a value has.
    private readonly Dictionary<JsonNode, JsonObject> _baseOf = [];
    private readonly Dictionary<JsonNode, List<JsonMember>> _subtypesOf = [];

    // The alternatives that say what the value is, without "null" and with the alternatives of inner choices.
    private List<JsonNode> Alternatives(JsonObject schema, ref bool isNullable)
    {
        var alternatives = new List<JsonNode>();
        AddAlternatives(schema, alternatives, [], ref isNullable);
        return alternatives;
    }

    private void AddAlternatives(JsonObject schema, List<JsonNode> alternatives, HashSet<JsonNode> visited, ref bool isNullable)
    {
        if (visited.Count > LongestChain)
        {
            return;
        }

        foreach (var node in (schema.FindArray("oneOf") ?? schema.FindArray("anyOf"))?.Items ?? [])
        {
            if (SchemaNodes.IsNullType(node))
            {
                isNullable = true;
                continue;
            }

            if (node is not JsonObject || alternatives.Count >= MostAlternatives)
            {
                alternatives.Add(node);
                continue;
            }

            if (_references.Resolve(node) is not { } target || !visited.Add(target))
            {
                continue;
            }

            isNullable |= SchemaNodes.IsNullable(target) || SchemaNodes.IsNullable((JsonObject)node);
            if (IsPureChoice(target))
            {
                AddAlternatives(target, alternatives, visited, ref isNullable);
            }
            else if (!SchemaNodes.IsAnnotation(target) && !SchemaNodes.OnlyRequires(target) && !SchemaNodes.IsNullType(target))
            {
                alternatives.Add(node);
            }
        }
    }

    private static bool IsPureChoice(JsonObject schema) =>
        (schema.FindArray("oneOf") ?? schema.FindArray("anyOf")) is { Items.Count: > 0 }
        && schema.Find("allOf") is null
        && schema.Find("discriminator") is null
        && !SchemaNodes.HasProperties(schema)
        && !IsScalar(schema);

    private TypeModel ReadChoice(JsonObject schema, List<JsonNode> alternatives, string inlineName, string? jsonName)
    {
        if (alternatives.Count == 1)
        {
            return ReadElement(alternatives[0], inlineName, jsonName);
        }

        var kinds = alternatives.ConvertAll(KindOf);
        if (kinds.Contains(null))
        {
            return Any;
        }

        if (kinds.TrueForAll(static kind => kind == "String"))
        {
            return ReadStrings(schema, alternatives, inlineName, jsonName);
        }

        if (kinds.TrueForAll(static kind => kind == "Number"))
        {
            return OneNumber(alternatives.ConvertAll(each => ReadSchema(each, inlineName)));
        }

        if (kinds.TrueForAll(static kind => kind == "True"))
        {
            return new TypeModel(SchemaKind.Boolean);
        }

        _members += alternatives.Count;
        if (_members > MostMembers)
        {
            _diagnostics.AddAt(SpecDescriptors.TooManyModels, 0, 1);
            return Any;
        }

        var type = new TypeModel(SchemaKind.Choice, TypeNameOf(schema, inlineName));
        Enqueue(new PendingModel(schema, type.Name!) { Alternatives = alternatives });
        return type;
    }

    private TypeModel ReadElement(JsonNode node, string inlineName, string? jsonName)
    {
        _containers++;
        var type = ReadSchema(node, inlineName, jsonName);
        _containers--;
        return type;
    }

    private TypeModel ReadStrings(JsonObject schema, List<JsonNode> alternatives, string inlineName, string? jsonName)
    {
        // A list of constants, each with a description, is an enum.
        var resolved = alternatives.ConvertAll(_references.Resolve);
        if (resolved.TrueForAll(static each => each?.FindString("const") is not null))
        {
            var values = resolved.ConvertAll(static each => each!.FindString("const")!).Distinct(StringComparer.Ordinal).ToList();
            return AddEnum(schema, values, TypeNameOf(schema, inlineName));
        }

        var types = alternatives.ConvertAll(each => ReadSchema(each, inlineName, jsonName) with { IsNullable = false })
            .Distinct()
            .ToList();

        // "One of these strings, or any other string": an extensible enum in JSON Schema.
        return types.Count == 1 ? types[0]
            : types.Count == 2 && types.Exists(static type => type.Shape == SchemaKind.String)
                && types.Find(static type => type.Shape == SchemaKind.OpenEnum) is { } open ? open
            : new TypeModel(SchemaKind.String);
    }

    private static TypeModel OneNumber(List<TypeModel> types) =>
        types.TrueForAll(type => type.Shape == types[0].Shape) ? types[0] with { IsNullable = false }
        : new TypeModel(types.TrueForAll(static type => type.Shape is SchemaKind.Int32 or SchemaKind.Int64) ? SchemaKind.Int64
            : types.Exists(static type => type.Shape == SchemaKind.Double) ? SchemaKind.Double
            : SchemaKind.Decimal);

    // The kind of JSON value that an alternative has; null if it has more than one.
    private string? KindOf(JsonNode node)
    {
        if (_references.Resolve(node) is not { } schema)
        {
            return null;
        }

        var kinds = SchemaNodes.Kinds(schema);
        kinds.Remove("null");
        if (kinds.Count > 1)
        {
            return null;
        }

        switch (kinds.Count == 1 ? kinds.First() : SchemaNodes.ImpliedKind(schema))
        {
            case "string":
                return "String";
            case "integer" or "number":
                return "Number";
            case "boolean":
                return "True";
            case "array":
                return "Array";
            default:
                break;
        }

        var isNullable = false;
        return kinds.Count == 0 && SchemaNodes.EnumValues(schema).Count > 0 ? "String"
            : SchemaNodes.HasProperties(schema) || SchemaNodes.MapValues(schema) is not null ? "Object"
            : IsObject(schema) && Parts(schema, ref isNullable).Count + Alternatives(schema, ref isNullable).Count > 0 ? "Object"
            : Parts(schema, ref isNullable) is [var part] && !ReferenceEquals(part, node) && _chain < LongestChain ? KindOfPart(part)
            : null;
    }

    private string? KindOfPart(JsonNode part)
    {
        _chain++;
        var kind = KindOf(part);
        _chain--;
        return kind;
    }

    private SchemaModel AddChoice(PendingModel pending)
    {
        var values = DiscriminatorValues(pending.Schema, pending.Alternatives!);
        var discriminator = pending.Schema.FindObject("discriminator")?.FindString("propertyName");
        var names = new NameSet([pending.TypeName, "Parse", "Read", "WriteTo", "SetReadIssues", "Alternatives", .. InheritedMembers]);
        var alternatives = new List<AlternativeModel>();
        var byKind = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < pending.Alternatives!.Count; i++)
        {
            var node = pending.Alternatives[i];
            var schema = _references.Resolve(node)!;
            var title = _typeNameBySchema.TryGetValue(schema, out var known) ? known
                : schema.FindString("title") is { Length: > 0 and < 40 } text ? Names.Pascal(text)
                : string.Empty;
            var inlineName = pending.TypeName + (title.Length > 0 ? title : KindOf(node) is "Object" ? "Object" : "Value");
            var type = ReadElement(node, inlineName, jsonName: null) with { IsNullable = false };
            var kind = ValueKindOf(type);
            if (kind is null || alternatives.Exists(each => each.Type == type))
            {
                continue;
            }

            if (kind != "Object" && byKind.TryGetValue(kind, out var index))
            {
                alternatives[index] = alternatives[index] with { Type = OneType(kind, alternatives[index].Type, type) };
                continue;
            }

            byKind[kind] = alternatives.Count;
            alternatives.Add(new AlternativeModel(
                names.Take(title.Length > 0 && kind is "Object" ? title : NameOfValue(type)),
                type,
                kind,
                discriminator is null
                    ? EquatableArray<ConstantModel>.Empty
                    : values[i].Select(value => new ConstantModel(discriminator, value)).ToEquatableArray()));
        }

        return new SchemaModel(
            pending.TypeName,
            IsEnum: false,
            EquatableArray<PropertyModel>.Empty,
            EquatableArray<EnumValueModel>.Empty,
            SchemaNodes.Description(pending.Schema))
        {
            Alternatives = alternatives.ToEquatableArray(),
            ReadIssuesName = names.Take("ReadIssues"),
            AdditionalMembersName = names.Take("Other"),
        };
    }

    private static string? ValueKindOf(TypeModel type) => type.Shape switch
    {
        SchemaKind.Any => null,
        SchemaKind.Object or SchemaKind.RuntimeObject or SchemaKind.Map or SchemaKind.Choice => "Object",
        SchemaKind.List => "Array",
        SchemaKind.Boolean => "True",
        SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal
            or SchemaKind.EpochMilliseconds => "Number",
        _ => "String",
    };

    private static TypeModel OneType(string kind, TypeModel left, TypeModel right) => kind switch
    {
        "String" => new TypeModel(SchemaKind.String),
        "Number" => OneNumber([left, right]),
        "Array" => new TypeModel(SchemaKind.List, Element: Any with { IsNullable = false }),
        _ => left,
    };

    private static string NameOfValue(TypeModel type) => type.Shape switch
    {
        SchemaKind.Object or SchemaKind.RuntimeObject or SchemaKind.Choice or SchemaKind.OpenEnum or SchemaKind.RuntimeEnum => type.Name!,
        SchemaKind.List => "List",
        SchemaKind.Map => "Map",
        SchemaKind.Boolean => "Boolean",
        _ => ValueKindOf(type)!,
    };

    // For each alternative, the values of the discriminator that select it.
    private List<List<string>> DiscriminatorValues(JsonObject schema, List<JsonNode> alternatives)
    {
        var mapping = ByTarget(schema.FindObject("discriminator")?.FindObject("mapping")?.Members ?? []);
        return alternatives.ConvertAll(alternative =>
            _references.Resolve(alternative) is not { } target ? []
                : mapping.TryGetValue(target, out var values) ? values
                : _componentNames.TryGetValue(target, out var name) ? [name]
                : []);
    }

    // The values of a discriminator that select a schema.
    private Dictionary<JsonNode, List<string>> ByTarget(IEnumerable<JsonMember> mapping)
    {
        var byTarget = new Dictionary<JsonNode, List<string>>();
        foreach (var entry in mapping)
        {
            if (_references.FindSchema(entry.Value) is not { } target)
            {
                continue;
            }

            if (!byTarget.TryGetValue(target, out var values))
            {
                byTarget.Add(target, values = []);
            }

            values.Add(entry.Name);
        }

        return byTarget;
    }

    /// <summary>Finds the schemas that extend a schema with a discriminator.</summary>
    private void FindSubtypes()
    {
        var isBase = new Dictionary<JsonNode, bool>();
        foreach (var member in _namedSchemas)
        {
            foreach (var part in (member.Value as JsonObject)?.FindArray("allOf")?.Items ?? [])
            {
                if (part is JsonObject reference
                    && _references.FindSchema(reference.Find("$ref")) is { } target
                    && IsBase(target, isBase, 0)
                    && !IsSubtypeOf(target, (JsonObject)member.Value))
                {
                    _baseOf[member.Value] = target;
                    break;
                }
            }
        }

        foreach (var member in _namedSchemas)
        {
            var node = member.Value;
            for (var level = 0; level < LongestChain && _baseOf.TryGetValue(node, out var target); level++, node = target)
            {
                if (!_subtypesOf.TryGetValue(target, out var subtypes))
                {
                    _subtypesOf.Add(target, subtypes = []);
                }

                subtypes.Add(member);
            }
        }
    }

    private bool IsBase(JsonObject schema, Dictionary<JsonNode, bool> known, int level)
    {
        if (known.TryGetValue(schema, out var isBase) || level > LongestChain)
        {
            return isBase;
        }

        known[schema] = false;
        isBase = SchemaNodes.HasProperties(schema) && schema.FindObject("discriminator")?.FindString("propertyName") is not null;
        foreach (var part in schema.FindArray("allOf")?.Items ?? [])
        {
            isBase |= part is JsonObject each
                && (each.Find("$ref") is JsonString path
                    ? _references.FindSchema(path) is { } target && IsBase(target, known, level + 1)
                    : SchemaNodes.HasProperties(each) && each.FindObject("discriminator")?.FindString("propertyName") is not null);
        }

        known[schema] = isBase;
        return isBase;
    }

    private bool IsSubtypeOf(JsonObject schema, JsonObject target)
    {
        JsonNode current = schema;
        for (var level = 0; level < LongestChain && _baseOf.TryGetValue(current, out var next); level++)
        {
            if (ReferenceEquals(next, target))
            {
                return true;
            }

            current = next;
        }

        return false;
    }

    private string? DiscriminatorOf(JsonObject schema)
    {
        var current = schema;
        for (var level = 0; level < LongestChain && current is not null; level++)
        {
            var declarer = (current.FindArray("allOf")?.Items ?? []).OfType<JsonObject>().Prepend(current)
                .FirstOrDefault(static each => each.FindObject("discriminator")?.FindString("propertyName") is not null);
            if (declarer is not null)
            {
                return declarer.FindObject("discriminator")!.FindString("propertyName");
            }

            current = _baseOf.TryGetValue(current, out var next) ? next : null;
        }

        return null;
    }

    private EquatableArray<SubtypeModel> SubtypesOf(JsonObject schema)
    {
        if (!_subtypesOf.TryGetValue(schema, out var members))
        {
            return EquatableArray<SubtypeModel>.Empty;
        }

        var mapping = ByTarget(Mappings(schema));
        var subtypes = new List<SubtypeModel>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (ReadSchema(member.Value, member.Name) is not { Shape: SchemaKind.Object, Name: { } name })
            {
                continue;
            }

            var values = mapping.TryGetValue(member.Value, out var mapped) ? mapped : [member.Name];
            subtypes.AddRange(values.Where(known.Add).Select(value => new SubtypeModel(value, name)));
        }

        return subtypes.ToEquatableArray();
    }

    private IEnumerable<JsonMember> Mappings(JsonObject schema)
    {
        var current = schema;
        for (var level = 0; level < LongestChain && current is not null; level++)
        {
            foreach (var declarer in (current.FindArray("allOf")?.Items ?? []).OfType<JsonObject>().Prepend(current))
            {
                foreach (var entry in declarer.FindObject("discriminator")?.FindObject("mapping")?.Members ?? [])
                {
                    yield return entry;
                }
            }

            current = _baseOf.TryGetValue(current, out var next) ? next : null;
        }
    }
}
