using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Binds one declared method.</summary>
internal sealed class MethodBinder(
    SpecModel spec,
    TypeExpressions types,
    string? jsonContext,
    InterfacePartModel part,
    int partIndex,
    int methodIndex,
    List<BindingDiagnostic> diagnostics)
{
    private readonly MethodModel _method = part.Methods[methodIndex];
    private DiagnosticInfo? _firstError;
    private bool _hasWrongParameter;

    public BoundMethod Bind()
    {
        var call = _method.Diagnostic is null ? BindCall() : null;
        if (_firstError is null && call is { CancellationArgument: null, Result: not CallResult.Uri })
        {
            Report(-1, SignaturePart.Name, DiagnosticInfo.Create(InterfaceDescriptors.NoCancellationToken, _method.Name));
        }

        return new BoundMethod(
            part.FullName,
            _method.Name,
            IsExplicit: false,
            ReturnText(),
            _method.Parameters.Select(parameter => new BoundParameter(parameter.Name, ParameterInsertion(parameter.Type), parameter.DefaultText, parameter.Type.IsValueType)).ToEquatableArray(),
            _firstError is null ? call : null,
            _firstError ?? _method.Diagnostic,
            Docs: null);
    }

    private BoundCall? BindCall()
    {
        var name = _method.OperationId ?? Names.WithoutAsync(_method.Name);
        var operation = spec.FindOperationOf(_method.Name, _method.OperationId);
        if (operation is null)
        {
            var ids = spec.Operations.Select(static each => each.Id).ToList();
            var match = Names.ClosestMatch(name, ids);
            var diagnostic = match is null
                ? DiagnosticInfo.Create(InterfaceDescriptors.UnknownOperation, spec.Name, name, string.Join(", ", ids))
                : DiagnosticInfo.Create(InterfaceDescriptors.MisspelledOperation, spec.Name, name, match);
            var location = _method.OperationId is null ? SignaturePart.Name : SignaturePart.Attribute;
            ReportError(-1, location, diagnostic with { ClosestMatch = match });
            return null;
        }

        if (operation.IsDeprecated && !_method.IsObsolete)
        {
            Report(
                -1,
                SignaturePart.Name,
                DiagnosticInfo.Create(InterfaceDescriptors.DeprecatedOperation, spec.Name, operation.Id, _method.Name));
        }

        var arguments = new List<BoundArgument>();
        var bound = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        BoundBody? body = null;
        string? device = null;
        string? cancellation = null;

        for (var i = 0; i < _method.Parameters.Count; i++)
        {
            var parameter = _method.Parameters[i];
            var argument = Names.Escape(parameter.Name);
            if (parameter.Type.Kind == TypeRefKind.CancellationToken)
            {
                CheckOnlyOne(cancellation, InterfaceDescriptors.SecondCancellationToken, i);
                cancellation = parameter.Type.IsNullable ? argument + ".GetValueOrDefault()" : argument;
            }
            else if (parameter.Type.Kind == TypeRefKind.Device)
            {
                CheckOnlyOne(device, InterfaceDescriptors.SecondDevice, i);
                device = argument;
            }
            else if (operation.FindParameter(parameter.Name, parameter.WireName) is { } target)
            {
                if (!bound.Add(target.Location + target.Name))
                {
                    ReportError(
                        i,
                        SignaturePart.Parameter,
                        DiagnosticInfo.Create(InterfaceDescriptors.ParameterIsGivenTwice, target.Name, operation.Id));
                }

                CheckType(operation, parameter, target, i);
                arguments.Add(new BoundArgument(target.Name, target.Location, argument, WireExpressions.Of(parameter.Type, argument), IsNullChecked(parameter, target)));
            }
            else if (operation.Body is { } bodyModel && body is null && IsBody(parameter, bodyModel))
            {
                body = BindBody(operation, bodyModel, parameter, argument, i);
                if (body is not null && parameter.WireName is { } wireName && operation.FindParameter(parameter.Name, wireName: null) is null)
                {
                    var attribute = $"AdobePassParameter(\"{wireName}\")";
                    Report(
                        i,
                        SignaturePart.Attribute,
                        DiagnosticInfo.Create(InterfaceDescriptors.AttributeOnBody, attribute, parameter.Name, operation.Id));
                }
            }
            else
            {
                ReportUnknownParameter(operation, parameter, i);
            }
        }

        ReportMissing(operation, bound, body);
        var (result, read) = BindResult(operation);
        var value = _method.Return.Value is { } returned ? ParameterInsertion(returned) : null;
        return new BoundCall(
            operation.Id,
            operation.Method,
            operation.Path,
            operation.RequiresAccessToken,
            operation.Redirects,
            operation.DeviceHeaders,
            arguments.ToEquatableArray(),
            body,
            device,
            cancellation,
            result,
            _method.Return.Wrapper == ReturnWrapper.ValueTask,
            value,
            read)
        {
            Scopes = operation.Scopes,
            IsBackground = operation.IsBackground,
        };
    }

    private void CheckOnlyOne(string? earlier, DiagnosticDescriptor descriptor, int index)
    {
        if (earlier is not null)
        {
            ReportError(index, SignaturePart.Parameter, DiagnosticInfo.Create(descriptor, earlier));
        }
    }

    // A type of the user's own is the body only where no other parameter is it by its name or its model.
    private bool IsBody(MethodParameterModel parameter, BodyModel body) =>
        IsPlainlyBody(parameter, body) || (parameter.Type.Kind is TypeRefKind.Own && !_method.Parameters.Any(each => IsPlainlyBody(each, body)));

    private static bool IsPlainlyBody(MethodParameterModel parameter, BodyModel body) =>
        Names.Fold(parameter.Name) is "body" or "request"
        || (parameter.Type.Kind is TypeRefKind.Model && parameter.Type.Text == body.Type.Name)
        || (parameter.Type.Kind is TypeRefKind.ForeignModel && parameter.Type.Text.EndsWith("." + body.Type.Name, StringComparison.Ordinal));

    // Path parameters are checked where they are escaped.
    private static bool IsNullChecked(MethodParameterModel parameter, ParameterModel target) =>
        target.Location != ParameterLocation.Path && !parameter.Type.IsValueType && parameter.Type.Kind is not TypeRefKind.Model && (target.IsRequired || !parameter.Type.IsNullable);

    private BoundBody? BindBody(OperationModel operation, BodyModel body, MethodParameterModel parameter, string argument, int index)
    {
        switch (parameter.Type.Kind)
        {
            case TypeRefKind.Model when body.Type.IsModel && parameter.Type.Text == body.Type.Name:
                return Body(body, argument, parameter.Type.IsNullable, spec);
            case TypeRefKind.ForeignModel when body.Type.IsModel && parameter.Type.Text.EndsWith("." + body.Type.Name, StringComparison.Ordinal):
                return Body(body, argument, parameter.Type.IsNullable, spec);
            case TypeRefKind.ForeignModel when body.Format == BodyFormat.Json:
                return Json(body, parameter, argument, null, isAny: false);
            case TypeRefKind.JsonElement when body.Format == BodyFormat.Json:
                return Json(body, parameter, argument, null, isAny: true);
            case TypeRefKind.Own when body.Format == BodyFormat.Json && jsonContext is not null:
                return Json(body, parameter, argument, types.Resolve(parameter.Type.Text), isAny: false);
            case TypeRefKind.Own when body.Format == BodyFormat.Json:
                ReportError(
                    index,
                    SignaturePart.Parameter,
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.BodyWithoutJsonContext,
                        Shown(parameter.Type),
                        body.Type.Name ?? "JsonElement"));
                return null;
            default:
                ReportError(
                    index,
                    SignaturePart.Parameter,
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.WrongBody,
                        operation.Id,
                        body.Type.Name ?? "JSON",
                        Shown(parameter.Type)) with { ClosestMatch = body.Type.Name });
                return null;
        }
    }

    public static BoundBody Body(BodyModel body, string argument, bool isNullable, SpecModel spec)
    {
        var fields = body.Format == BodyFormat.Json
            ? []
            : spec.FindSchema(body.Type.Name!)!.Properties.Select(property => new BoundField(
                property.JsonName,
                WireExpressions.Of(property.Type, $"{argument}{(isNullable ? "?" : string.Empty)}.{property.Name}", isNullable: !property.IsRequired)));
        return new BoundBody(body.Format, argument, body.IsRequired || !isNullable, fields.ToEquatableArray(), null, IsAny: false);
    }

    private static BoundBody Json(BodyModel body, MethodParameterModel parameter, string argument, string? typeInfoText, bool isAny) => new(
        BodyFormat.Json,
        argument,
        !isAny && (body.IsRequired || !parameter.Type.IsNullable),
        EquatableArray<BoundField>.Empty,
        typeInfoText,
        isAny);

    private void CheckType(OperationModel operation, MethodParameterModel parameter, ParameterModel target, int index)
    {
        var fits = target.Type.Shape switch
        {
            SchemaKind.Int32 => parameter.Type.Kind is TypeRefKind.Int32,
            SchemaKind.Int64 => parameter.Type.Kind is TypeRefKind.Int32 or TypeRefKind.Int64,
            SchemaKind.Double => parameter.Type.Kind is TypeRefKind.Double or TypeRefKind.Int32 or TypeRefKind.Int64,
            SchemaKind.Boolean => parameter.Type.Kind is TypeRefKind.Boolean,
            SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => parameter.Type.Kind is TypeRefKind.DateTimeOffset or TypeRefKind.Int64,
            SchemaKind.ClientSecret => parameter.Type.Kind is TypeRefKind.ClientSecret,
            SchemaKind.AccessToken => parameter.Type.Kind is TypeRefKind.AccessToken,
            SchemaKind.SoftwareStatement => parameter.Type.Kind is TypeRefKind.SoftwareStatement,
            SchemaKind.Any => parameter.Type.Kind is TypeRefKind.String or TypeRefKind.JsonElement,
            SchemaKind.OpenEnum => parameter.Type.Kind is TypeRefKind.String || (parameter.Type.Kind is TypeRefKind.Model && parameter.Type.Text == target.Type.Name)
                || (parameter.Type.Kind is TypeRefKind.ForeignModel && parameter.Type.Text.EndsWith("." + target.Type.Name, StringComparison.Ordinal)),
            _ => parameter.Type.Kind is TypeRefKind.String,
        };
        if (!fits)
        {
            var expected = types.Of(target.Type).Replace("global::", string.Empty);
            ReportError(
                index,
                SignaturePart.Parameter,
                DiagnosticInfo.Create(
                    InterfaceDescriptors.WrongParameterType,
                    target.Name,
                    operation.Id,
                    expected,
                    Shown(parameter.Type)) with { ClosestMatch = expected });
        }
    }

    private void ReportUnknownParameter(OperationModel operation, MethodParameterModel parameter, int index)
    {
        var name = parameter.WireName ?? parameter.Name;
        if (Names.Fold(name) is "apdeviceidentifier" or "xdeviceinfo" or "xforwardedfor")
        {
            ReportError(index, SignaturePart.Parameter, DiagnosticInfo.Create(InterfaceDescriptors.DeviceHeader, name));
            return;
        }

        if (Names.Fold(name) is "authorization" or "contenttype" or "accept" or "useragent")
        {
            ReportError(index, SignaturePart.Parameter, DiagnosticInfo.Create(InterfaceDescriptors.TransportHeader, name));
            return;
        }

        var candidates = operation.Parameters.Select(static each => Names.Camel(each.Name)).ToList();
        if (operation.Body is not null)
        {
            candidates.Add("body");
        }

        var match = Names.ClosestMatch(name, candidates);
        var diagnostic = match is not null
            ? DiagnosticInfo.Create(InterfaceDescriptors.MisspelledParameter, operation.Id, name, match)
            : candidates.Count == 0
                ? DiagnosticInfo.Create(InterfaceDescriptors.OperationWithoutParameters, operation.Id, name)
                : DiagnosticInfo.Create(InterfaceDescriptors.UnknownParameter, operation.Id, name, string.Join(", ", candidates));
        ReportError(index, SignaturePart.Parameter, diagnostic with { ClosestMatch = match });
    }

    private void ReportMissing(OperationModel operation, HashSet<string> bound, BoundBody? body)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.IsRequired && !bound.Contains(parameter.Location + parameter.Name))
            {
                var name = Names.Camel(parameter.Name);
                var type = types.Of(parameter.Type);
                ReportError(
                    -1,
                    SignaturePart.Name,
                    DiagnosticInfo.Create(InterfaceDescriptors.MissingParameter, operation.Id, parameter.Name, Shown(type), name) with
                    {
                        ClosestMatch = name,
                        Type = type,
                    });
            }
        }

        // A parameter that is wrong may be the body.
        if (operation.Body is { IsRequired: true } required && body is null && !_hasWrongParameter)
        {
            ReportError(
                -1,
                SignaturePart.Name,
                DiagnosticInfo.Create(InterfaceDescriptors.MissingBody, operation.Id, required.Type.Name ?? "JsonElement") with
                {
                    ClosestMatch = "body",
                    Type = required.Type.IsModel ? types.Of(required.Type) : "global::System.Text.Json.JsonElement",
                });
        }
    }

    private (CallResult Result, string? Read) BindResult(OperationModel operation)
    {
        var returned = _method.Return;
        if (returned.Wrapper == ReturnWrapper.Uri)
        {
            if (operation.RequiresAccessToken || operation.Method != "get")
            {
                ReportError(
                    -1,
                    SignaturePart.ReturnType,
                    DiagnosticInfo.Create(InterfaceDescriptors.UriOfApplicationCall, operation.Id, Suggestion(operation)) with
                    {
                        Type = ReturnTypeOf(operation),
                    });
            }

            return (CallResult.Uri, null);
        }

        if (returned.Wrapper == ReturnWrapper.Unsupported)
        {
            ReportError(
                -1,
                SignaturePart.ReturnType,
                DiagnosticInfo.Create(InterfaceDescriptors.UnsupportedReturnType, Shown(returned.Text), Suggestion(operation)) with
                {
                    Type = ReturnTypeOf(operation),
                });
            return (CallResult.Nothing, null);
        }

        if (returned.Value is not { } value)
        {
            return (returned.Shape == ReturnShape.Response ? CallResult.Response : CallResult.Nothing, null);
        }

        var result = returned.Shape == ReturnShape.ResponseOfValue ? CallResult.ResponseOfValue : CallResult.Value;
        if (operation.Response is not { } response)
        {
            ReportError(
                -1,
                SignaturePart.ReturnType,
                DiagnosticInfo.Create(InterfaceDescriptors.NoResponseBody, operation.Id, Suggestion(operation)));
            return (result, null);
        }

        // Lists, maps, strings and numbers: exactly the type that the interface with all operations would have.
        if (!response.IsModel && ParameterInsertion(value with { IsNullable = false }) == types.Of(response))
        {
            return (result, types.Reader(response));
        }

        switch (value.Kind)
        {
            case TypeRefKind.Model when response.IsModel && value.Text == response.Name:
                return (result, types.Reader(response));
            case TypeRefKind.ForeignModel:
                return (result, types.Resolve(value.Text) + ".Read");
            case TypeRefKind.JsonElement:
                return (result, "global::AdobePass.Runtime.AdobePassJson.ReadAny");
            case TypeRefKind.Own when jsonContext is not null:
                return (result, $"static (ref global::System.Text.Json.Utf8JsonReader reader) => global::System.Text.Json.JsonSerializer.Deserialize(ref reader, global::AdobePass.Runtime.AdobePassJson.TypeInfo<{types.Resolve(value.Text)}>({jsonContext}.Default))!");
            case TypeRefKind.Own:
                ReportResponse(
                    DiagnosticInfo.Create(InterfaceDescriptors.ResponseWithoutJsonContext, Shown(value), Suggestion(operation)),
                    response);
                return (result, null);
            case TypeRefKind.Model when spec.FindSchema(value.Text) is null:
                {
                    var expected = response.Name ?? "JSON";
                    var match = Names.ClosestMatch(value.Text, spec.Schemas.Select(static schema => schema.TypeName));
                    ReportResponse(
                        match is null
                            ? DiagnosticInfo.Create(InterfaceDescriptors.UnknownModel, spec.Name, value.Text, operation.Id, expected)
                            : DiagnosticInfo.Create(InterfaceDescriptors.MisspelledModel, spec.Name, value.Text, operation.Id, expected, match),
                        response);
                    return (result, null);
                }

            default:
                ReportResponse(
                    DiagnosticInfo.Create(InterfaceDescriptors.WrongResponse, operation.Id, response.Name ?? "JSON", Shown(value)),
                    response);
                return (result, null);
        }
    }

    private string Suggestion(OperationModel operation) => operation.Response is { } response
        ? $"Task<{(response.IsModel ? response.Name : types.Of(response).Replace("global::", string.Empty))}>"
        : operation.IsForUserAgent ? "Uri" : "Task";

    /// <summary>The suggestion as a type that resolves anywhere.</summary>
    private string ReturnTypeOf(OperationModel operation) => operation.Response is { } response
        ? $"global::System.Threading.Tasks.Task<{types.Of(response)}>"
        : operation.IsForUserAgent ? "global::System.Uri" : "global::System.Threading.Tasks.Task";

    private static string Shown(TypeRef type) => Shown(type.Text);

    private static string Shown(string text) => text.Replace("global::", string.Empty).Replace(TypeWriter.Open.ToString(), string.Empty).Replace(TypeWriter.Close.ToString(), string.Empty);

    private string ReturnText() => _method.Return.Value is { } value
        ? $"global::System.Threading.Tasks.{_method.Return.Wrapper}<{(_method.Return.Shape == ReturnShape.ResponseOfValue ? $"global::AdobePass.AdobePassResponse<{ParameterInsertion(value)}>" : ParameterInsertion(value))}>"
        : types.Resolve(_method.Return.Text);

    private string ParameterInsertion(TypeRef type) => (type.Kind == TypeRefKind.Model ? types.Model(type.Text) : types.Resolve(type.Text)) + (type.IsNullable ? "?" : string.Empty);

    private void ReportResponse(DiagnosticInfo diagnostic, TypeModel response) =>
        ReportError(-1, SignaturePart.ReturnType, diagnostic with { ClosestMatch = response.Name });

    private void ReportError(int parameter, SignaturePart location, DiagnosticInfo diagnostic)
    {
        Report(parameter, location, diagnostic);
        _hasWrongParameter |= parameter >= 0;
        _firstError ??= diagnostic;
    }

    private void Report(int parameter, SignaturePart location, DiagnosticInfo diagnostic) =>
        diagnostics.Add(new BindingDiagnostic(diagnostic, partIndex, methodIndex, parameter, location));
}
