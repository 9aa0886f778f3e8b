using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Builds the call of an operation, for declared methods and for the methods of all operations.</summary>
internal sealed class BoundCallBuilder(SpecModel spec, OperationModel operation, string modelNamespace)
{
    private readonly List<BoundArgument> _arguments = [];

    public BoundBody? Body { get; private set; }

    /// <summary>Gets or sets the parameter with the device.</summary>
    public string? Device { get; set; }

    /// <summary>Gets the parameter with the cancellation token.</summary>
    public string? Cancellation { get; private set; }

    private bool IsCancellationNullable { get; set; }

    /// <summary>Adds a parameter whose value has a format of its own.</summary>
    public void AddArgument(ParameterModel target, string parameter, WireFormat format, bool isNullable, bool isNullChecked) =>
        _arguments.Add(new BoundArgument(target.Name, target.Location, parameter, format, isNullable, isNullChecked)
        {
            Style = target.Format,
            ContentType = target.ContentType,
        });

    /// <summary>Adds a parameter whose value is written as JSON, and then in its style.</summary>
    public void AddArgument(ParameterModel target, string parameter, WrittenValue written, bool isNullable, bool isNullChecked) =>
        _arguments.Add(
            new BoundArgument(target.Name, target.Location, parameter, WireFormat.Structured, isNullable, isNullChecked)
            {
                Written = written,
                Style = target.Format,
                ContentType = target.ContentType,
            });

    public void SetCancellation(string parameter, bool isNullable)
    {
        Cancellation = parameter;
        IsCancellationNullable = isNullable;
    }

    /// <summary>Sets a body that has the model of the spec.</summary>
    public void SetModelBody(BodyModel body, string parameter, bool isNullable)
    {
        var fields = body.Format == BodyFormat.Form
            ? spec.FindSchema(body.Type.Name!)!.Properties.Select(property => Field(body, property))
            : [];
        Body = new BoundBody(
            body.Format,
            parameter,
            isNullable,
            IsNullChecked: body.IsRequired || !isNullable,
            fields.ToEquatableArray(),
            ContextType: null);
    }

    private BoundField Field(BodyModel body, PropertyModel property)
    {
        var style = body.FieldFormats.FirstOrDefault(each => each.Name == property.JsonName)?.Format;
        var format = style?.Style == ParameterStyle.Json ? WireFormat.Structured : WireFormats.Of(property.Type);
        var field = new BoundField(property.JsonName, property.Name, format, !property.IsRequired);
        return format != WireFormat.Structured ? field : field with
        {
            Written = new WrittenValue(
                property.Type,
                SchemaTypes.Of(property.Type, modelNamespace),
                SchemaTypes.IsValueType(property.Type)),

            // Without a style, an object is JSON.
            Style = style ?? ParameterFormat.DefaultOf(ParameterLocation.Form) with
            {
                Style = property.Type.Shape is SchemaKind.List || property.Type.IsScalar ? ParameterStyle.Form : ParameterStyle.Json,
            },
        };
    }

    /// <summary>Sets a body that is a list, a map, a single value, a text or a stream.</summary>
    public void SetBody(BodyModel body, string parameter, WrittenValue? written, bool isNullable, bool isNullChecked) =>
        Body = new BoundBody(body.Format, parameter, isNullable, isNullChecked, EquatableArray<BoundField>.Empty, ContextType: null)
        {
            Written = written,
        };

    /// <summary>Sets a JSON body of another type.</summary>
    public void SetJsonBody(string parameter, bool isNullable, bool isNullChecked, TypeRef? contextType) =>
        Body = new BoundBody(BodyFormat.Json, parameter, isNullable, isNullChecked, EquatableArray<BoundField>.Empty, contextType);

    public BoundCall Build(CallResult result, bool isValueTask, BoundResponse? response) => new(
        operation.Id,
        operation.Method,
        operation.Path,
        operation.RequiresAccessToken,
        operation.Redirects,
        operation.DeviceHeaders,
        modelNamespace,
        _arguments.ToEquatableArray(),
        Body,
        Device,
        Cancellation,
        IsCancellationNullable,
        result,
        isValueTask,
        response)
    {
        Scopes = operation.Scopes,
        IsBackground = operation.IsBackground,
        RequestKind = operation.RequestKind,
        IsIdempotent = operation.IsIdempotent,
        ContentType = Body is null ? null : operation.Body?.ContentType,
        Accept = operation.Accept,
        Server = operation.Server,
        Security = operation.Security,
        AcceptsNotModified = operation.AcceptsNotModified,
        IsMultipart = operation.IsMultipart,
    };
}
