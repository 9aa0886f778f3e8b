using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <content>Reads schemas with <c>allOf</c>, and collects the members of objects.</content>
internal sealed partial class SchemaReader
{
    private readonly Dictionary<JsonNode, bool> _isObject = [];

    private TypeModel ReadComposition(JsonObject schema, string inlineName, string? jsonName)
    {
        var isNullable = false;
        var parts = Parts(schema, ref isNullable);
        var alternatives = Alternatives(schema, ref isNullable);
        var hasMembers = SchemaNodes.HasProperties(schema)
            || schema.Find("additionalProperties") is JsonObject
            || (parts.Count > 0 && schema.FindArray("required") is { Items.Count: > 0 });
        TypeModel type;
        if (parts.Count == 0 && !hasMembers)
        {
            type = alternatives.Count > 0 && !IsScalar(schema)
                ? ReadChoice(schema, alternatives, inlineName, jsonName)
                : ReadPlain(schema, inlineName, jsonName);
        }
        else if (parts.Count == 1 && !hasMembers && alternatives.Count == 0)
        {
            // A schema with a description, a default or restrictions of its own.
            type = ReadSchema(parts[0], inlineName, jsonName);
        }
        else
        {
            type = parts.TrueForAll(IsObject) && (alternatives.TrueForAll(IsObject) || parts.Count + alternatives.Count == 0)
                ? ReadObject(schema, inlineName)
                : ReadPlain(WithKeywordsOf(schema, parts), inlineName, jsonName);
        }

        return isNullable ? type with { IsNullable = true } : type;
    }

    private static bool IsScalar(JsonObject schema)
    {
        var kinds = SchemaNodes.Kinds(schema);
        kinds.Remove("null");
        return kinds.Count == 1 && kinds.First() is "string" or "integer" or "number" or "boolean";
    }

    // The parts that say what the value is. Others restrict or describe it.
    private List<JsonNode> Parts(JsonObject schema, ref bool isNullable)
    {
        var parts = new List<JsonNode>();
        foreach (var part in schema.FindArray("allOf")?.Items ?? [])
        {
            if (_references.Resolve(part) is not { } target)
            {
                continue;
            }

            if (SchemaNodes.IsAnnotation(target))
            {
                isNullable |= SchemaNodes.IsNullable(target);
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private bool IsObject(JsonNode node)
    {
        if (_references.Resolve(node) is not { } schema)
        {
            return false;
        }

        if (_isObject.TryGetValue(schema, out var known))
        {
            return known;
        }

        _isObject[schema] = true;
        var isNullable = false;
        var kinds = SchemaNodes.Kinds(schema);
        kinds.Remove("null");
        var isObject = SchemaNodes.HasProperties(schema)
            || SchemaNodes.OnlyRequires(schema)
            || (kinds.Count == 0 ? schema.Find("additionalProperties") is JsonObject : kinds.Count == 1 && kinds.Contains("object"));
        if (!isObject && kinds.Count == 0 && _isObject.Count < LongestChain * MostModels)
        {
            var children = Parts(schema, ref isNullable).Concat(Alternatives(schema, ref isNullable)).ToList();
            isObject = children.Count > 0 && _chain < LongestChain && AreObjects(children);
        }

        _isObject[schema] = isObject;
        return isObject;
    }

    private bool AreObjects(List<JsonNode> nodes)
    {
        _chain++;
        var areObjects = nodes.TrueForAll(IsObject);
        _chain--;
        return areObjects;
    }

    // The keywords of all parts, for parts that are not objects.
    private JsonObject WithKeywordsOf(JsonObject schema, List<JsonNode> parts)
    {
        var merged = new JsonObject(schema.Start) { End = schema.End };
        foreach (var part in parts.Prepend(schema).Select(_references.Resolve))
        {
            foreach (var member in part?.Members ?? [])
            {
                if (member.Name is not ("allOf" or "oneOf" or "anyOf" or "$ref") && merged.Find(member.Name) is null)
                {
                    merged.Add(member);
                }
            }
        }

        return merged;
    }

    /// <summary>Reads an object with the members of all its parts.</summary>
    private TypeModel ReadObject(JsonObject schema, string inlineName)
    {
        if (_typeBySchema.TryGetValue(schema, out var known))
        {
            return known;
        }

        var members = new ObjectMembers();
        Collect(schema, string.Empty, isOptional: false, members);
        if (members.Properties.Count == 0)
        {
            return members.Additional is { } values
                ? new TypeModel(SchemaKind.Map, Element: ReadElement(values, inlineName + "Value"))
                : Any;
        }

        _members += members.Properties.Count;
        if (_members > MostMembers || _models.Count + _pending.Count > MostModels)
        {
            _diagnostics.AddAt(SpecDescriptors.TooManyModels, 0, 1);
            return Any;
        }

        var type = new TypeModel(SchemaKind.Object, TypeNameOf(schema, inlineName));
        _typeBySchema[schema] = type;
        Enqueue(new PendingModel(schema, type.Name!) { Members = members });
        return type;
    }

    private void Enqueue(PendingModel pending)
    {
        _pending[pending.TypeName] = pending;
        _queue.Enqueue(pending);
    }

    // A part is read only once, even if it is reached twice or contains itself.
    private void Collect(JsonObject schema, string owner, bool isOptional, ObjectMembers members)
    {
        if (!members.Visited.Add(schema) || members.Visited.Count > LongestChain * 10)
        {
            return;
        }

        if (schema.Find("$ref") is { } reference)
        {
            if (_references.TargetNode(reference) is JsonObject target)
            {
                var name = NameOfTarget(reference, target, owner);
                Collect(target, _typeNameBySchema.TryGetValue(target, out var known) ? known : Names.Type(name), isOptional, members);
            }

            if (!_hasSiblingsOfReferences)
            {
                return;
            }
        }

        foreach (var part in schema.FindArray("allOf")?.Items ?? [])
        {
            if (part is JsonObject each)
            {
                Collect(each, owner, isOptional, members);
            }
        }

        // A base refers to its subtypes, whose members are not its own.
        if (members.Visited.Count == 1 || schema.Find("discriminator") is null)
        {
            CollectAlternatives(schema, owner, members);
        }

        foreach (var property in schema.FindObject("properties")?.Members ?? [])
        {
            members.Add(property, owner, isOptional);
        }

        members.Additional ??= SchemaNodes.MapValues(schema);
        if (!isOptional)
        {
            members.Require(schema.FindArray("required"));
        }
    }

    private void CollectAlternatives(JsonObject schema, string owner, ObjectMembers members)
    {
        var isNullable = false;
        foreach (var alternative in Alternatives(schema, ref isNullable))
        {
            if (_references.Resolve(alternative) is { } target && !IsSubtypeOf(target, schema))
            {
                Collect((JsonObject)alternative, owner, isOptional: true, members);
            }
        }
    }

    /// <summary>Represents a model whose members have not been read.</summary>
    private sealed class PendingModel(JsonObject schema, string typeName)
    {
        public JsonObject Schema { get; } = schema;

        public string TypeName { get; } = typeName;

        /// <summary>Gets or sets the members of an object.</summary>
        public ObjectMembers? Members { get; set; }

        /// <summary>Gets or sets the alternatives of a choice.</summary>
        public List<JsonNode>? Alternatives { get; set; }

        /// <summary>Gets or sets the last change of the model.</summary>
        public Func<SchemaModel, SchemaModel>? Finish { get; set; }
    }

    /// <summary>Represents the members of an object and of all its parts.</summary>
    private sealed class ObjectMembers
    {
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

        public List<ObjectMember> Properties { get; } = [];

        public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

        public HashSet<JsonObject> Visited { get; } = [];

        /// <summary>Gets or sets the schema of the members that have no schema of their own.</summary>
        public JsonNode? Additional { get; set; }

        public void Add(JsonMember member, string owner, bool isOptional)
        {
            if (!_indexes.TryGetValue(member.Name, out var index))
            {
                _indexes.Add(member.Name, Properties.Count);
                Properties.Add(new ObjectMember(member, owner, isOptional, []));
            }
            else if (isOptional || Properties[index].IsOptional)
            {
                Properties[index].Others.Add(member.Value);
            }
            else if (!SchemaNodes.IsAnnotation(member.Value))
            {
                // The later part refines the earlier one.
                Properties[index] = new ObjectMember(member, owner, isOptional, Properties[index].Others);
            }
        }

        public void Require(JsonArray? names)
        {
            foreach (var name in names?.Items ?? [])
            {
                if (name is JsonString { Value: var text })
                {
                    Required.Add(text);
                }
            }
        }
    }

    /// <param name="Owner">The type name of the part that has the member; empty for the object itself.</param>
    /// <param name="IsOptional">Whether only some alternatives have it.</param>
    /// <param name="Others">The schemas of the same member in other alternatives.</param>
    private sealed record ObjectMember(JsonMember Member, string Owner, bool IsOptional, List<JsonNode> Others);
}
