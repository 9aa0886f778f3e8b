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

    /// <summary>The value is written as JSON, and then in the style of the parameter.</summary>
    Structured,

    /// <summary>A file, or several files.</summary>
    File,
}

internal static class WireFormats
{
    public static WireFormat Of(TypeModel type) => type.Shape switch
    {
        SchemaKind.String => WireFormat.Text,
        SchemaKind.OpenEnum => WireFormat.EnumValue,
        SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement => WireFormat.Secret,
        SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal or SchemaKind.Boolean
            or SchemaKind.Date or SchemaKind.Uuid
            or SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => WireFormat.Formatted,
        SchemaKind.RuntimeEnum => WireFormat.EnumValue,
        SchemaKind.File => WireFormat.File,
        SchemaKind.List when type.Element?.Shape == SchemaKind.File => WireFormat.File,
        _ => WireFormat.Structured,
    };

    /// <summary>Gets the format of a parameter, which its location and style can change.</summary>
    public static WireFormat Of(ParameterModel parameter, TypeModel type)
    {
        var format = Of(type);
        if (format is WireFormat.Structured or WireFormat.File)
        {
            return format;
        }

        return parameter.Location == ParameterLocation.Part
            || parameter.Format.AllowReserved
            || parameter.Format.Style is ParameterStyle.Label or ParameterStyle.Matrix or ParameterStyle.Json
            ? WireFormat.Structured
            : format;
    }

    public static WireFormat Of(SignatureType type) => type.Kind switch
    {
        SignatureTypeKind.String => WireFormat.Text,
        SignatureTypeKind.Model or SignatureTypeKind.ForeignModel => WireFormat.EnumValue,
        SignatureTypeKind.ClientSecret or SignatureTypeKind.AccessToken or SignatureTypeKind.SoftwareStatement => WireFormat.Secret,
        SignatureTypeKind.JsonElement => WireFormat.Json,
        _ => WireFormat.Formatted,
    };
}
