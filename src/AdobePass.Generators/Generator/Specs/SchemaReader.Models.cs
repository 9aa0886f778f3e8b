using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <content>Adds the models of objects and extensible enums.</content>
internal sealed partial class SchemaReader
{
    private const string LookupKeyword = "x-lookup";

    private static readonly string[] InheritedMembers =
        ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    // Members of an extensible enum whose values are restricted.
    private static readonly string[] ExtensibleEnumMembers = ["Parse", "TryParse", "Undocumented", "DocumentedValues"];

    private void ReadPending()
    {
        while (_queue.Count > 0)
        {
            Complete(_queue.Dequeue(), 0);
        }
    }

    private void Complete(PendingModel pending, int level)
    {
        if (_models.ContainsKey(pending.TypeName))
        {
            return;
        }

        // The members of a base come first: a subtype inherits them as they are.
        SchemaModel? parent = null;
        if (_baseOf.TryGetValue(pending.Schema, out var target)
            && ReadSchema(target, pending.TypeName + "Base") is { Shape: SchemaKind.Object, Name: { } parentName })
        {
            if (!_models.ContainsKey(parentName) && level < LongestChain && _pending.TryGetValue(parentName, out var open))
            {
                Complete(open, level + 1);
            }

            _models.TryGetValue(parentName, out parent);
        }

        var model = pending.Members is { } members ? AddObject(pending, members, parent) : AddChoice(pending);
        _pending.Remove(pending.TypeName);
        _models[pending.TypeName] = pending.Finish?.Invoke(model) ?? model;
    }

    private SchemaModel AddObject(PendingModel pending, ObjectMembers members, SchemaModel? parent)
    {
        var typeName = pending.TypeName;
        var names = new NameSet([typeName, "Parse", "Read", "WriteTo", "SetReadIssues", .. InheritedMembers]);
        var inherited = new Dictionary<string, PropertyModel>(StringComparer.Ordinal);
        foreach (var property in parent?.Properties ?? [])
        {
            inherited[property.JsonName] = property;
            names.Take(property.Name);
        }

        var properties = new List<PropertyModel>();
        var lookups = new List<(string List, JsonObject Node)>();
        foreach (var each in members.Properties)
        {
            var property = each.Member;
            if (inherited.TryGetValue(property.Name, out var known))
            {
                properties.Add(known with { IsInherited = true });
                continue;
            }

            if (!IsWritable(property))
            {
                continue;
            }

            properties.Add(ReadProperty(
                each,
                each.Owner.Length > 0 ? each.Owner : typeName,
                members.Required.Contains(property.Name),
                names));
            if ((property.Value as JsonObject)?.FindObject(LookupKeyword) is { } lookup)
            {
                lookups.Add((property.Name, lookup));
            }
        }

        // Added last, so that the names of the spec members do not change.
        var model = new SchemaModel(
            typeName,
            IsEnum: false,
            properties.ToEquatableArray(),
            EquatableArray<EnumValueModel>.Empty,
            SchemaNodes.Description(pending.Schema))
        {
            AdditionalMembersName = parent?.AdditionalMembersName ?? names.Take("AdditionalMembers"),
            ReadIssuesName = parent?.ReadIssuesName ?? names.Take("ReadIssues"),
            BaseTypeName = parent?.TypeName ?? string.Empty,
            Discriminator = DiscriminatorOf(pending.Schema) ?? string.Empty,
            IsBase = _subtypesOf.ContainsKey(pending.Schema),
            Subtypes = SubtypesOf(pending.Schema),
        };
        if (lookups.Count > 0)
        {
            _lookups[typeName] = lookups.ConvertAll(each =>
                (each.List, names.Take(lookups.Count == 1 ? "Find" : "FindIn" + Names.Pascal(each.List)), each.Node));
        }

        return WithAdditional(model, members, parent, names);
    }

    // Members of any value are kept as JSON.
    private SchemaModel WithAdditional(SchemaModel model, ObjectMembers members, SchemaModel? parent, NameSet names)
    {
        if (parent?.Additional is not null)
        {
            return model with { Additional = parent.Additional, AdditionalName = parent.AdditionalName, InheritsAdditional = true };
        }

        if (members.Additional is null
            || ReadElement(members.Additional, model.TypeName + "Value") is not { Shape: not SchemaKind.Any } type)
        {
            return model;
        }

        return model with { Additional = type with { IsNullable = false }, AdditionalName = names.Take("AdditionalProperties") };
    }

    // The name of a member must be valid Unicode to be sent, and the schema "false" allows no value.
    private bool IsWritable(JsonMember property)
    {
        if (Names.IsValidUnicode(property.Name))
        {
            return property.Value is not JsonLiteral { Value: false };
        }

        if (!_reported.Add(SpecDescriptors.MemberName))
        {
            return false;
        }

        _diagnostics.AddAt(SpecDescriptors.MemberName, property.NameStart, property.NameEnd - property.NameStart);
        return false;
    }

    private PropertyModel ReadProperty(ObjectMember each, string owner, bool isRequired, NameSet names)
    {
        var property = each.Member;
        var inlineName = owner + Names.Pascal(property.Name);
        var type = ReadSchema(property.Value, inlineName, property.Name);
        foreach (var other in each.Others)
        {
            var next = ReadSchema(other, inlineName, property.Name);
            type = type with { IsNullable = false } == next with { IsNullable = false }
                ? type with { IsNullable = type.IsNullable || next.IsNullable }
                : type.Shape is SchemaKind.String or SchemaKind.OpenEnum && next.Shape is SchemaKind.String or SchemaKind.OpenEnum
                    ? new TypeModel(SchemaKind.String) { IsNullable = type.IsNullable || next.IsNullable }
                    : Any;
        }

        var schema = property.Value as JsonObject;
        var target = schema is null ? null : _references.Resolve(schema);
        var isDispensable = SchemaNodes.IsDispensable(property.Value);
        var isNullable = type.IsNullable;
        return new PropertyModel(
            property.Name,
            names.Take(Names.Pascal(property.Name)),
            type with { IsNullable = false },
            isRequired && !isNullable && !isDispensable && !each.IsOptional,
            SchemaNodes.Description(property.Value))
        {
            IsNullRequired = isRequired && isNullable && !isDispensable && !each.IsOptional,
            IsReadOnly = IsMarked(schema, target, "readOnly"),
            IsWriteOnly = IsMarked(schema, target, "writeOnly"),
        };
    }

    private bool IsMarked(JsonObject? schema, JsonObject? target, string keyword) =>
        schema?.IsTrue(keyword) == true
        || target?.IsTrue(keyword) == true
        || (schema?.FindArray("allOf")?.Items.Exists(part => _references.Resolve(part)?.IsTrue(keyword) == true) == true);

    private TypeModel AddEnum(JsonObject schema, List<string> values, string typeName)
    {
        var names = new NameSet([typeName, "Value", "Read", "ReadOptional", .. InheritedMembers]);
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
            if (!Names.IsValidUnicode(values[i]))
            {
                continue;
            }

            var description = descriptions is not null && i < descriptions.Count && descriptions[i] is JsonString { Value: var text }
                ? text
                : string.Empty;
            models.Add(new EnumValueModel(values[i], names.Take(values[i].Length == 0 ? "Empty" : Names.Pascal(values[i])), description));
        }

        _members += values.Count;
        _models[typeName] = new SchemaModel(
            typeName,
            IsEnum: true,
            EquatableArray<PropertyModel>.Empty,
            models.ToEquatableArray(),
            SchemaNodes.Description(schema));
        return new TypeModel(SchemaKind.OpenEnum, typeName);
    }
}
