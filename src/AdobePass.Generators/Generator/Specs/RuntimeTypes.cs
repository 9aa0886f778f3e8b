namespace AdobePass.Generators.Generator.Specs;

/// <summary>Contains the types of the runtime library that a schema can name with <c>x-runtime-type</c>.</summary>
/// <remarks>
/// They are emitted from the bundled spec into the runtime library itself, so that an error has one type wherever it occurs: in an
/// exception, in an item of a response, and in the responses of every spec.
/// </remarks>
internal static class RuntimeTypes
{
    public const string Keyword = "x-runtime-type";
    public const string RequestMemberKeyword = "x-request-member";
    public const string Namespace = "AdobePass";

    private static readonly Dictionary<string, SchemaKind> Shapes = new(StringComparer.Ordinal)
    {
        ["EnhancedError"] = SchemaKind.RuntimeObject,
        ["ErrorAction"] = SchemaKind.RuntimeEnum,
        ["ErrorCode"] = SchemaKind.RuntimeEnum,
        ["HardwareType"] = SchemaKind.RuntimeEnum,
        ["OsName"] = SchemaKind.RuntimeEnum,
        ["OsFamily"] = SchemaKind.RuntimeEnum,
        ["OsVendor"] = SchemaKind.RuntimeEnum,
        ["BrowserName"] = SchemaKind.RuntimeEnum,
        ["BrowserVendor"] = SchemaKind.RuntimeEnum,
    };

    public static string Names => string.Join(", ", Shapes.Keys);

    /// <summary>Finds the type with a name; null if the runtime library has no such type.</summary>
    public static TypeModel? Find(string name) => Shapes.TryGetValue(name, out var shape) ? new TypeModel(shape, name) : null;
}
