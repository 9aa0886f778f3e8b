using AdobePass.Generators.Interfaces;
using AdobePass.Generators.Spec;
using AdobePass.Generators.Text;

namespace AdobePass.Generators.Binding;

/// <summary>Types of the spec as C# text, always with <c>global::</c>, so that no type of the user's can shadow them.</summary>
internal sealed class TypeTexts(string modelNamespace)
{
    public string Of(TypeModel type) => type.Shape switch
    {
        TypeShape.String => "string",
        TypeShape.Int32 => "int",
        TypeShape.Int64 => "long",
        TypeShape.Double => "double",
        TypeShape.Boolean => "bool",
        TypeShape.EpochMilliseconds or TypeShape.EpochMillisecondsText => "global::System.DateTimeOffset",
        TypeShape.ClientSecret => "global::AdobePass.ClientSecret",
        TypeShape.AccessToken => "global::AdobePass.AccessToken",
        TypeShape.SoftwareStatement => "global::AdobePass.SoftwareStatement",
        TypeShape.Any => "global::System.Text.Json.JsonElement",
        TypeShape.List => $"global::System.Collections.Generic.IReadOnlyList<{Of(type.Element!)}>",
        TypeShape.Map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Of(type.Element!)}>",
        TypeShape.RuntimeObject or TypeShape.RuntimeEnum => Runtime(type),
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

    public static bool IsValueType(TypeModel type) => type.Shape is TypeShape.Int32 or TypeShape.Int64 or TypeShape.Double or TypeShape.Boolean
        or TypeShape.EpochMilliseconds or TypeShape.EpochMillisecondsText or TypeShape.Any or TypeShape.OpenEnum or TypeShape.RuntimeEnum;

    /// <summary>The expression that reads a value where the reader stands.</summary>
    public string ReadCall(TypeModel type) => type.Shape switch
    {
        TypeShape.List or TypeShape.Map => $"global::AdobePass.Runtime.AdobePassJson.{(type.Shape == TypeShape.List ? "ReadList" : "ReadMap")}(ref reader, {Reader(type.Element!)})",
        _ => Reader(type) + "(ref reader)",
    };

    /// <summary>The expression that reads an optional member, null if it is absent or unreadable.</summary>
    public string ReadOptionalCall(TypeModel type) => type.Shape switch
    {
        TypeShape.List => $"{Json("ReadOptionalList")}(ref reader, {Reader(type.Element!)})",
        TypeShape.Map => $"{Json("ReadOptionalMap")}(ref reader, {Reader(type.Element!)})",
        _ => $"{Json(IsValueType(type) ? "ReadOptionalValue" : "ReadOptional")}(ref reader, {Reader(type)})",
    };

    /// <summary>A delegate that reads a value.</summary>
    public string Reader(TypeModel type) => type.Shape switch
    {
        TypeShape.Object or TypeShape.OpenEnum => Model(type.Name!) + ".Read",
        TypeShape.RuntimeObject or TypeShape.RuntimeEnum => Runtime(type) + ".Read",
        TypeShape.List or TypeShape.Map => $"static (ref global::System.Text.Json.Utf8JsonReader reader) => {ReadCall(type)}",
        TypeShape.String => Json("ReadString"),
        TypeShape.Int32 => Json("ReadInt32"),
        TypeShape.Int64 => Json("ReadInt64"),
        TypeShape.Double => Json("ReadDouble"),
        TypeShape.Boolean => Json("ReadBoolean"),
        TypeShape.EpochMilliseconds or TypeShape.EpochMillisecondsText => Json("ReadEpochMilliseconds"),
        TypeShape.ClientSecret => Json("ReadClientSecret"),
        TypeShape.AccessToken => Json("ReadAccessToken"),
        TypeShape.SoftwareStatement => Json("ReadSoftwareStatement"),
        _ => Json("ReadAny"),
    };

    private static string Runtime(TypeModel type) => $"global::{RuntimeTypes.Namespace}.{type.Name}";

    private static string Json(string method) => "global::AdobePass.Runtime.AdobePassJson." + method;
}
