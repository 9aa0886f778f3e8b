using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Specifies how a value is converted to a string in a path, a query, a header or a form.</summary>
internal enum WireFormat
{
    /// <summary>The value is a string.</summary>
    Text,

    /// <summary>The value of an extensible enum.</summary>
    EnumValue,

    /// <summary>The revealed secret.</summary>
    Secret,

    /// <summary>Unchanged JSON.</summary>
    Json,

    /// <summary>Numbers, Boolean values and times in the format of the runtime.</summary>
    Formatted,
}

internal static class WireFormats
{
    public static WireFormat Of(TypeModel type) => type.Shape switch
    {
        SchemaKind.String => WireFormat.Text,
        SchemaKind.OpenEnum => WireFormat.EnumValue,
        SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement => WireFormat.Secret,
        SchemaKind.Any => WireFormat.Json,
        _ => WireFormat.Formatted,
    };

    public static WireFormat Of(SignatureType type) => type.Kind switch
    {
        SignatureTypeKind.String => WireFormat.Text,
        SignatureTypeKind.Model or SignatureTypeKind.ForeignModel => WireFormat.EnumValue,
        SignatureTypeKind.ClientSecret or SignatureTypeKind.AccessToken or SignatureTypeKind.SoftwareStatement => WireFormat.Secret,
        SignatureTypeKind.JsonElement => WireFormat.Json,
        _ => WireFormat.Formatted,
    };
}
