using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Types of the spec as C# text, always with <c>global::</c>, so that no type of the user's can shadow them.</summary>
internal sealed class TypeExpressions(string modelNamespace)
{
    public string Of(TypeModel type) => type.Shape switch
    {
        SchemaKind.String => "string",
        SchemaKind.Int32 => "int",
        SchemaKind.Int64 => "long",
        SchemaKind.Double => "double",
        SchemaKind.Boolean => "bool",
        SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => "global::System.DateTimeOffset",
        SchemaKind.ClientSecret => "global::AdobePass.ClientSecret",
        SchemaKind.AccessToken => "global::AdobePass.AccessToken",
        SchemaKind.SoftwareStatement => "global::AdobePass.SoftwareStatement",
        SchemaKind.Any => "global::System.Text.Json.JsonElement",
        SchemaKind.List => $"global::System.Collections.Generic.IReadOnlyList<{Of(type.Element!)}>",
        SchemaKind.Map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Of(type.Element!)}>",
        SchemaKind.RuntimeObject or SchemaKind.RuntimeEnum => Runtime(type),
        _ => Model(type.Name!),
    };

    public string Model(string name) => $"global::{Names.EscapeNamespace(modelNamespace)}.{Names.Escape(name)}";

    /// <summary>Writes out the names that stood in brackets because they resolve only now.</summary>
    public string Resolve(string text)
    {
        for (var open = text.IndexOf(TypeWriter.Open); open >= 0; open = text.IndexOf(TypeWriter.Open))
        {
            var close = text.IndexOf(TypeWriter.Close, open);
            text = text.Substring(0, open) + Model(text.Substring(open + 1, close - open - 1)) + text.Substring(close + 1);
        }

        return text;
    }

    public static bool IsValueType(TypeModel type) => type.Shape is SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.Double or SchemaKind.Boolean
        or SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText or SchemaKind.Any or SchemaKind.OpenEnum or SchemaKind.RuntimeEnum;

    /// <summary>The expression that reads a value where the reader stands.</summary>
    public string ReadCall(TypeModel type) => type.Shape switch
    {
        SchemaKind.List or SchemaKind.Map => $"global::AdobePass.Runtime.AdobePassJson.{(type.Shape == SchemaKind.List ? "ReadList" : "ReadMap")}(ref reader, {Reader(type.Element!)})",
        _ => Reader(type) + "(ref reader)",
    };

    /// <summary>The expression that reads an optional member, null if it is absent or unreadable.</summary>
    public string ReadOptionalCall(TypeModel type) => type.Shape switch
    {
        SchemaKind.List => $"{Json("ReadOptionalList")}(ref reader, {Reader(type.Element!)})",
        SchemaKind.Map => $"{Json("ReadOptionalMap")}(ref reader, {Reader(type.Element!)})",
        _ => $"{Json(IsValueType(type) ? "ReadOptionalValue" : "ReadOptional")}(ref reader, {Reader(type)})",
    };

    /// <summary>A delegate that reads a value.</summary>
    public string Reader(TypeModel type) => type.Shape switch
    {
        SchemaKind.Object or SchemaKind.OpenEnum => Model(type.Name!) + ".Read",
        SchemaKind.RuntimeObject or SchemaKind.RuntimeEnum => Runtime(type) + ".Read",
        SchemaKind.List or SchemaKind.Map => $"static (ref global::System.Text.Json.Utf8JsonReader reader) => {ReadCall(type)}",
        SchemaKind.String => Json("ReadString"),
        SchemaKind.Int32 => Json("ReadInt32"),
        SchemaKind.Int64 => Json("ReadInt64"),
        SchemaKind.Double => Json("ReadDouble"),
        SchemaKind.Boolean => Json("ReadBoolean"),
        SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => Json("ReadEpochMilliseconds"),
        SchemaKind.ClientSecret => Json("ReadClientSecret"),
        SchemaKind.AccessToken => Json("ReadAccessToken"),
        SchemaKind.SoftwareStatement => Json("ReadSoftwareStatement"),
        _ => Json("ReadAny"),
    };

    private static string Runtime(TypeModel type) => $"global::{RuntimeTypes.Namespace}.{type.Name}";

    private static string Json(string method) => "global::AdobePass.Runtime.AdobePassJson." + method;
}
