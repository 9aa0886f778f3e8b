using System.Globalization;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Converts schemas to types. Objects, enums and choices become models; other schemas become scalars, lists, maps or "any JSON".
/// </summary>
/// <remarks>
/// Each schema of the document is read once, whatever refers to it. The members of a model are read after the model has its name, from a
/// queue, so that models can refer to each other in any way. The work is therefore linear in the size of the document.
/// </remarks>
internal sealed partial class SchemaReader
{
    // Schemas without a name inside each other, references in a row, and lists and maps inside each other.
    private const int DeepestInline = 24;
    private const int LongestChain = 200;
    private const int DeepestContainer = 12;

    // The generated code of a document with more models or members would not be usable. GitHub's document has about 6,000 models.
    private const int MostModels = 30_000;
    private const int MostMembers = 400_000;

    private static readonly string[] ReservedTypeNames =
        ["Generic", "Json", "Models", "Pass", "Runtime", "Parse", "Read", "WriteTo", "Alternatives"];

    private static readonly string[] ReservedEnumNames =
        ["Value", "Equals", "GetHashCode", "ToString", "ReadOptional", "TryParse", "Undocumented", "DocumentedValues"];

    private static readonly TypeModel Any = new(SchemaKind.Any) { IsNullable = true };

    private readonly ReferenceResolver _references;
    private readonly SpecDiagnostics _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private readonly List<JsonMember> _namedSchemas;
    private readonly Dictionary<JsonNode, string> _componentNames = [];
    private readonly bool _hasSiblingsOfReferences;
    private readonly NameSet _typeNames = NameSet.IgnoringCase();
    private readonly Dictionary<JsonNode, string> _typeNameBySchema = [];
    private readonly Dictionary<JsonNode, TypeModel> _typeBySchema = [];
    private readonly Dictionary<JsonNode, int> _underWay = [];
    private readonly SortedDictionary<string, SchemaModel> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PendingModel> _pending = new(StringComparer.Ordinal);
    private readonly Queue<PendingModel> _queue = new();
    private readonly SortedDictionary<string, List<(string List, string MethodName, JsonObject Node)>> _lookups =
        new(StringComparer.Ordinal);
    private readonly OperationDiagnostics _circular;
    private readonly HashSet<DiagnosticDescriptor> _reported = [];
    private int _depth;
    private int _chain;
    private int _members;

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
        _circular = new OperationDiagnostics(diagnostics);
        _cancellationToken = cancellationToken;

        // OpenAPI 3.0 ignores the members beside $ref.
        _hasSiblingsOfReferences = document.FindString("openapi")?.StartsWith("3.0", StringComparison.Ordinal) != true;

        // Named schemas get their type names first, in document order, so that an inline schema never renames one of them.
        _namedSchemas = document.FindObject("components")?.FindObject("schemas")?.Members ?? [];
        foreach (var schema in _namedSchemas)
        {
            _componentNames[schema.Value] = schema.Name;
            if (schema.Value is JsonObject definition)
            {
                _typeNameBySchema[definition] = TakeTypeName(definition, schema.Name);
            }
        }

        FindSubtypes();
    }

    /// <summary>Gets whether dates have a type. If not, they are strings.</summary>
    public bool HasDates { get; init; } = true;

    /// <summary>Reads the named schemas that are types of the runtime library and that no operation refers to.</summary>
    public void ReadRuntimeTypes()
    {
        foreach (var member in _namedSchemas)
        {
            if (member.Value is JsonObject schema
                && schema.FindString(RuntimeTypes.Keyword) is { } name
                && RuntimeTypes.Find(name) is not null)
            {
                Read(schema, Names.Type(member.Name));
            }
        }
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="node">The schema or a reference to it.</param>
    /// <param name="inlineName">The type name for an inline object, enum or choice.</param>
    /// <param name="jsonName">The name of the member, which identifies secrets.</param>
    /// <returns>The type without regard to null.</returns>
    public TypeModel Read(JsonNode? node, string inlineName, string? jsonName = null)
    {
        var type = ReadSchema(node, inlineName, jsonName);
        ReadPending();
        return type with { IsNullable = false };
    }

    /// <summary>Gets whether null is a value of a schema that is not "any JSON".</summary>
    public bool AllowsNull(JsonNode? node, string inlineName) =>
        ReadSchema(node, inlineName) is { IsNullable: true, Shape: not SchemaKind.Any };

    private TypeModel ReadSchema(JsonNode? node, string inlineName, string? jsonName = null)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (node is not JsonObject schema)
        {
            return Any;
        }

        if (_typeBySchema.TryGetValue(schema, out var known))
        {
            return known;
        }

        var reference = schema.Find("$ref");
        if (reference is not null && !(_hasSiblingsOfReferences && SchemaNodes.HasMembersBesideReference(schema)))
        {
            return ReadReference(schema, reference, inlineName, jsonName);
        }

        if (_underWay.ContainsKey(schema))
        {
            return Any;
        }

        if (_depth >= DeepestInline)
        {
            ReportOnce(SpecDescriptors.SchemaDepth, schema, DeepestInline);
            return Any;
        }

        _depth++;
        _underWay.Add(schema, _containers);
        try
        {
            var definition = reference is null ? ReadDefinition(schema, inlineName, jsonName) : ReadObject(schema, inlineName);
            var type = Bounded(definition, schema);
            _typeBySchema[schema] = type;
            return type;
        }
        finally
        {
            _underWay.Remove(schema);
            _depth--;
        }
    }

    private TypeModel ReadReference(JsonObject schema, JsonNode reference, string inlineName, string? jsonName)
    {
        if (_references.TargetNode(reference) is not { } target)
        {
            return Any;
        }

        if (_underWay.TryGetValue(target, out var containers))
        {
            _circular.Add(
                _containers > containers ? SpecDescriptors.RecursiveContainer : SpecDescriptors.CircularSchema,
                reference,
                NameOf((JsonObject)target));
            return Any;
        }

        if (_chain >= LongestChain)
        {
            ReportOnce(SpecDescriptors.SchemaChain, schema, LongestChain);
            return Any;
        }

        // The depth counts nested schemas without a name.
        var depth = _depth;
        _depth = 0;
        _chain++;
        try
        {
            var type = _typeBySchema.TryGetValue(target, out var known)
                ? known
                : ReadSchema(target, NameOfTarget(reference, target, inlineName));
            type = jsonName is not null && type.Shape == SchemaKind.String
                ? SchemaNodes.StringType(new JsonObject(0), jsonName) with { IsNullable = type.IsNullable }
                : type;
            return SchemaNodes.IsNullable(schema) ? type with { IsNullable = true } : type;
        }
        finally
        {
            _depth = depth;
            _chain--;
        }
    }

    // A definition outside components/schemas is named after its path.
    private static string NameOfTarget(JsonNode reference, JsonNode target, string inlineName)
    {
        if (target is not JsonObject || reference is not JsonString { Value: var path })
        {
            return inlineName;
        }

        var name = SchemaNodes.NameOfPath(path);
        return name.Length > 0 ? name : inlineName;
    }

    private string NameOf(JsonObject schema) =>
        _componentNames.TryGetValue(schema, out var name) ? name : schema.FindString("title") ?? "(without a name)";

    private string TypeNameOf(JsonObject schema, string inlineName) =>
        _typeNameBySchema.TryGetValue(schema, out var known) ? known : _typeNameBySchema[schema] = TakeTypeName(schema, inlineName);

    // A type cannot have the name of one of its members, or of an alias in its namespace.
    private string TakeTypeName(JsonObject schema, string wanted)
    {
        var name = Names.Type(wanted);
        var isReserved = Array.IndexOf(ReservedTypeNames, name) >= 0
            || (Array.IndexOf(ReservedEnumNames, name) >= 0 && SchemaNodes.EnumValues(schema).Count > 0);
        return _typeNames.Take(isReserved ? name + "Model" : name);
    }

    private void ReportOnce(DiagnosticDescriptor descriptor, JsonObject schema, int limit)
    {
        if (_reported.Add(descriptor))
        {
            _diagnostics.Add(descriptor, schema, limit.ToString(CultureInfo.InvariantCulture));
        }
    }

    private TypeModel Bounded(TypeModel type, JsonObject schema)
    {
        var depth = 0;
        for (var current = type; current.Element is not null; current = current.Element)
        {
            depth++;
        }

        if (depth <= DeepestContainer)
        {
            return type;
        }

        ReportOnce(SpecDescriptors.ContainerDepth, schema, DeepestContainer);
        return Any;
    }

    private TypeModel ReadDefinition(JsonObject schema, string inlineName, string? jsonName)
    {
        var isNullable = SchemaNodes.IsNullable(schema);
        var runtimeType = FindRuntimeType(schema);
        var isComposed = schema.FindArray("allOf") is { Items.Count: > 0 }
            || schema.FindArray("oneOf") is { Items.Count: > 0 }
            || schema.FindArray("anyOf") is { Items.Count: > 0 };
        var type = isComposed ? ReadComposition(schema, inlineName, jsonName)
            : SchemaNodes.HasProperties(schema) ? ReadObject(schema, inlineName)
            : ReadPlain(schema, inlineName, jsonName);
        if (runtimeType is not null)
        {
            MarkAsRuntimeType(type, runtimeType, schema);
            type = runtimeType;
        }

        return isNullable ? type with { IsNullable = true } : type;
    }

    /// <summary>Reads a schema without properties, parts and alternatives.</summary>
    private TypeModel ReadPlain(JsonObject schema, string inlineName, string? jsonName)
    {
        var kinds = SchemaNodes.Kinds(schema);
        kinds.Remove("null");
        var kind = kinds.Count == 1 ? kinds.First() : null;
        if (kinds.Count == 2 && kinds.Contains("string") && (kinds.Contains("integer") || kinds.Contains("number")))
        {
            // The service accepts or sends both forms, and the readers accept both. With the format of a number, as in the documents of
            // ASP.NET Core, it is a number. Otherwise, a string keeps every value.
            kind = SchemaNodes.HasNumberFormat(schema) ? kinds.First(static each => each != "string") : "string";
        }

        var isEnum = (kind is null && kinds.Count == 0) || kind == "string";
        if (isEnum && SchemaNodes.EnumValues(schema) is { Count: > 0 } values)
        {
            return AddEnum(schema, values, TypeNameOf(schema, inlineName));
        }

        if (kind is null && kinds.Count == 0)
        {
            kind = SchemaNodes.ImpliedKind(schema);
        }

        return kind switch
        {
            "string" when SchemaNodes.StringType(schema, jsonName) is var text =>
                text.Shape == SchemaKind.Date && !HasDates ? new TypeModel(SchemaKind.String) : text,
            "integer" or "number" => new TypeModel(SchemaNodes.NumberShape(schema, kind)),
            "boolean" => new TypeModel(SchemaKind.Boolean),
            "array" => new TypeModel(SchemaKind.List, Element: ReadElement(schema.Find("items"), inlineName + "Item")),
            "object" when SchemaNodes.MapValues(schema) is { } element =>
                new TypeModel(SchemaKind.Map, Element: ReadElement(element, inlineName + "Value")),
            _ => Any,
        };
    }

    private TypeModel ReadElement(JsonNode? node, string inlineName)
    {
        _containers++;
        try
        {
            return ReadSchema(node, inlineName);
        }
        finally
        {
            _containers--;
        }
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

    private void MarkAsRuntimeType(TypeModel type, TypeModel runtimeType, JsonObject schema)
    {
        // The members may refer back to the type.
        _typeBySchema[schema] = runtimeType;

        // A schema that only repeats another one has no model of its own.
        if (!type.IsModel || type.Name is not { } name || !_typeNameBySchema.TryGetValue(schema, out var own) || own != name)
        {
            return;
        }

        SchemaModel Mark(SchemaModel model) => model with
        {
            TypeName = runtimeType.Name!,
            IsRuntimeType = true,
            RequestMember = schema.FindString(RuntimeTypes.RequestMemberKeyword) ?? string.Empty,
        };

        if (_pending.TryGetValue(name, out var pending))
        {
            pending.Finish = Mark;
        }
        else
        {
            _models[name] = Mark(_models[name]);
        }
    }
}
