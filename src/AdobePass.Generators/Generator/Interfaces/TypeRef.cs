using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Represents a type as a value, without a compiler symbol.</summary>
internal abstract record TypeRef
{
    /// <summary>Gets the name for messages.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Replaces the placeholders with models.</summary>
    /// <param name="modelNamespace">The namespace of the models.</param>
    public abstract TypeRef WithModels(string modelNamespace);
}

/// <summary>Represents a named type.</summary>
/// <param name="Name">The name as C# writes it: a keyword, or a qualified name with <c>global::</c>.</param>
internal sealed record NamedTypeRef(string Name) : TypeRef
{
    public override string DisplayName => Name.Replace("global::", string.Empty);

    public override TypeRef WithModels(string modelNamespace) => this;
}

/// <summary>Represents a generic type with its arguments.</summary>
/// <param name="Name">The name without the arguments, as C# writes it.</param>
internal sealed record GenericTypeRef(string Name, EquatableArray<TypeRef> Arguments) : TypeRef
{
    public override string DisplayName =>
        $"{Name.Replace("global::", string.Empty)}<{string.Join(", ", Arguments.Select(static argument => argument.DisplayName))}>";

    public static GenericTypeRef Of(string name, params TypeRef[] arguments) => new(name, new(arguments));

    public override TypeRef WithModels(string modelNamespace) =>
        new GenericTypeRef(Name, Arguments.Select(argument => argument.WithModels(modelNamespace)).ToEquatableArray());
}

internal sealed record ArrayTypeRef(TypeRef Element) : TypeRef
{
    public override string DisplayName => Element.DisplayName + "[]";

    public override TypeRef WithModels(string modelNamespace) => new ArrayTypeRef(Element.WithModels(modelNamespace));
}

/// <summary>Represents a tuple.</summary>
/// <param name="Names">The names of the elements; empty for an element without a name.</param>
internal sealed record TupleTypeRef(EquatableArray<TypeRef> Elements, EquatableArray<string> Names) : TypeRef
{
    public override string DisplayName => Format(static element => element.DisplayName);

    public override TypeRef WithModels(string modelNamespace) =>
        new TupleTypeRef(Elements.Select(element => element.WithModels(modelNamespace)).ToEquatableArray(), Names);

    public string Format(Func<TypeRef, string> format) =>
        "(" + string.Join(", ", Elements.Select((element, i) => (format(element) + " " + Names[i]).TrimEnd())) + ")";
}

/// <summary>Represents a type that is annotated or wrapped as nullable.</summary>
internal sealed record NullableTypeRef(TypeRef Inner) : TypeRef
{
    public override string DisplayName => Inner.DisplayName + "?";

    public override TypeRef WithModels(string modelNamespace) => new NullableTypeRef(Inner.WithModels(modelNamespace));
}

/// <summary>Represents a name that does not resolve before emission: the model of that name.</summary>
internal sealed record PlaceholderTypeRef(string Name) : TypeRef
{
    public override string DisplayName => Name;

    public override TypeRef WithModels(string modelNamespace) => new ModelTypeRef(modelNamespace, Name);
}

/// <summary>Represents an emitted model.</summary>
internal sealed record ModelTypeRef(string Namespace, string Name) : TypeRef
{
    public override string DisplayName => $"{Namespace}.{Name}";

    public override TypeRef WithModels(string modelNamespace) => this;
}
