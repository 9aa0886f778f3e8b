using System.Globalization;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <content>Adds the models of objects and extensible enums.</content>
internal sealed partial class SchemaReader
{
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
