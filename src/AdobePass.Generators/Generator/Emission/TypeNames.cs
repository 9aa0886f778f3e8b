using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes types as C# with an alias or with <c>global::</c>, so that no type of the user can shadow them.</summary>
internal static class TypeNames
{
    public static string Of(TypeRef type, NamespaceAliases aliases) => type switch
    {
        NamedTypeRef named => aliases.Shorten(named.Name),
        GenericTypeRef generic =>
            $"{aliases.Shorten(generic.Name)}<{string.Join(", ", generic.Arguments.Select(argument => Of(argument, aliases)))}>",
        ArrayTypeRef array => Of(array.Element, aliases) + "[]",
        TupleTypeRef tuple => tuple.Format(element => Of(element, aliases)),
        NullableTypeRef nullable => Of(nullable.Inner, aliases) + "?",
        ModelTypeRef model => aliases.ModelPrefix(model.Namespace) + Names.Escape(model.Name),
        _ => type.DisplayName,
    };
}
