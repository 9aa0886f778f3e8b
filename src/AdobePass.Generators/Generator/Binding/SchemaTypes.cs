using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Gets the C# types of schemas.</summary>
internal static class SchemaTypes
{
    public static readonly TypeRef JsonElement = new NamedTypeRef("global::System.Text.Json.JsonElement");
    public static readonly TypeRef Device = new NamedTypeRef("global::AdobePass.StreamingDevice");
    public static readonly TypeRef CancellationToken = new NamedTypeRef("global::System.Threading.CancellationToken");
    public static readonly TypeRef Uri = new NamedTypeRef("global::System.Uri");
    public static readonly TypeRef Task = new NamedTypeRef(TaskName);

    public static readonly TypeRef Stream = new NamedTypeRef("global::System.IO.Stream");
    public static readonly TypeRef Response = new NamedTypeRef("global::AdobePass.AdobePassResponse");

    private const string TaskName = "global::System.Threading.Tasks.Task";

    public static TypeRef TaskOf(TypeRef result) => GenericTypeRef.Of(TaskName, result);

    /// <param name="type">The schema.</param>
    /// <param name="modelNamespace">The namespace of the models.</param>
    public static TypeRef Of(TypeModel type, string modelNamespace) => type.Shape switch
    {
        SchemaKind.String => new NamedTypeRef("string"),
        SchemaKind.Int32 => new NamedTypeRef("int"),
        SchemaKind.Int64 => new NamedTypeRef("long"),
        SchemaKind.UInt64 => new NamedTypeRef("ulong"),
        SchemaKind.Double => new NamedTypeRef("double"),
        SchemaKind.Decimal => new NamedTypeRef("decimal"),
        SchemaKind.Boolean => new NamedTypeRef("bool"),
        SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText or SchemaKind.DateTime =>
            new NamedTypeRef("global::System.DateTimeOffset"),
        SchemaKind.Date => new NamedTypeRef("global::System.DateOnly"),
        SchemaKind.Uuid => new NamedTypeRef("global::System.Guid"),
        SchemaKind.Bytes => new ArrayTypeRef(new NamedTypeRef("byte")),
        SchemaKind.ClientSecret => new NamedTypeRef("global::AdobePass.ClientSecret"),
        SchemaKind.AccessToken => new NamedTypeRef("global::AdobePass.AccessToken"),
        SchemaKind.SoftwareStatement => new NamedTypeRef("global::AdobePass.SoftwareStatement"),
        SchemaKind.Any => JsonElement,
        SchemaKind.List =>
            GenericTypeRef.Of("global::System.Collections.Generic.IReadOnlyList", OfElement(type.Element!, modelNamespace)),
        SchemaKind.Map => GenericTypeRef.Of(
            "global::System.Collections.Generic.IReadOnlyDictionary",
            new NamedTypeRef("string"),
            OfElement(type.Element!, modelNamespace)),
        SchemaKind.File => new NamedTypeRef("global::AdobePass.AdobePassFile"),
        SchemaKind.Stream => Stream,
        SchemaKind.RuntimeObject or SchemaKind.RuntimeEnum => new NamedTypeRef($"global::{RuntimeTypes.Namespace}.{type.Name}"),
        _ => new ModelTypeRef(modelNamespace, type.Name!),
    };

    // JSON can represent null itself.
    private static TypeRef OfElement(TypeModel type, string modelNamespace) =>
        type is { IsNullable: true, Shape: not SchemaKind.Any }
            ? new NullableTypeRef(Of(type, modelNamespace))
            : Of(type, modelNamespace);

    public static bool IsValueType(TypeModel type) => type.Shape is
        SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal or SchemaKind.Boolean
        or SchemaKind.DateTime or SchemaKind.Date or SchemaKind.Uuid or SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText
        or SchemaKind.Any or SchemaKind.OpenEnum or SchemaKind.RuntimeEnum;
}
