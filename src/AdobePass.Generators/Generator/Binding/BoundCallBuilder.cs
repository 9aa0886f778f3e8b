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

    public void AddArgument(ParameterModel target, string parameter, WireFormat format, bool isNullable, bool isNullChecked) =>
        _arguments.Add(new BoundArgument(target.Name, target.Location, parameter, format, isNullable, isNullChecked));

    public void SetCancellation(string parameter, bool isNullable)
    {
        Cancellation = parameter;
        IsCancellationNullable = isNullable;
    }

    /// <summary>Sets a body that has the model of the spec.</summary>
    public void SetModelBody(BodyModel body, string parameter, bool isNullable)
    {
        var fields = body.Format == BodyFormat.Json
            ? []
            : spec.FindSchema(body.Type.Name!)!.Properties.Select(static property =>
                new BoundField(property.JsonName, property.Name, WireFormats.Of(property.Type), !property.IsRequired));
        Body = new BoundBody(
            body.Format,
            parameter,
            isNullable,
            IsNullChecked: body.IsRequired || !isNullable,
            fields.ToEquatableArray(),
            ContextType: null);
    }

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
    };
}
