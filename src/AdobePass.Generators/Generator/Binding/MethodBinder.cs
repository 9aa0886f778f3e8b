using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Binds one declared method.</summary>
internal sealed partial class MethodBinder(
    SpecModel spec,
    string modelNamespace,
    bool hasJsonContext,
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
        if (_firstError is null && call is { Cancellation: null, Result: not CallResult.Uri })
        {
            Report(-1, SignaturePart.Name, DiagnosticInfo.Create(InterfaceDescriptors.NoCancellationToken, _method.Name));
        }

        return new BoundMethod(
            part.FullName,
            _method.Name,
            _method.IsExplicit,
            ReturnType(),
            _method.Parameters
                .Select(parameter => new BoundParameter(
                    parameter.Name,
                    Bound(parameter.Type.DeclaredType),
                    parameter.Default,
                    parameter.Type.IsValueType))
                .ToEquatableArray(),
            _firstError is null ? call : null,
            _firstError ?? _method.Diagnostic,
            Docs: null)
        {
            Restrictions = _method.Restrictions,
        };
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

        var call = new BoundCallBuilder(spec, operation, modelNamespace);
        var bound = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _method.Parameters.Count; i++)
        {
            BindParameter(operation, call, bound, _method.Parameters[i], i);
        }

        ReportMissing(operation, bound, call.Body);
        var (result, response) = BindResult(operation);
        return call.Build(result, _method.Return.Wrapper == ReturnWrapper.ValueTask, response);
    }

    private void BindParameter(
        OperationModel operation,
        BoundCallBuilder call,
        HashSet<string> bound,
        MethodParameterModel parameter,
        int index)
    {
        if (parameter.Type.Kind == SignatureTypeKind.CancellationToken)
        {
            CheckOnlyOne(call.Cancellation, InterfaceDescriptors.SecondCancellationToken, index);
            call.SetCancellation(parameter.Name, parameter.Type.IsNullable);
        }
        else if (parameter.Type.Kind == SignatureTypeKind.Device)
        {
            CheckOnlyOne(call.Device, InterfaceDescriptors.SecondDevice, index);
            call.Device = parameter.Name;
        }
        else if (operation.FindParameter(parameter.Name, parameter.WireName, each => bound.Contains(each.Key)) is { } target)
        {
            if (!bound.Add(target.Key))
            {
                ReportError(
                    index,
                    SignaturePart.Parameter,
                    DiagnosticInfo.Create(InterfaceDescriptors.ParameterIsGivenTwice, target.Name, operation.Id));
            }

            CheckType(operation, parameter, target, index);
            AddArgument(call, parameter, target);
        }
        else if (operation.Body is { } body && call.Body is null && IsBody(parameter, body))
        {
            BindBody(operation, call, body, parameter, index);
            if (call.Body is not null
                && parameter.WireName is { } wireName
                && operation.FindParameter(parameter.Name, wireName: null) is null)
            {
                var attribute = $"AdobePassParameter(\"{wireName}\")";
                Report(
                    index,
                    SignaturePart.Attribute,
                    DiagnosticInfo.Create(InterfaceDescriptors.AttributeOnBody, attribute, parameter.Name, operation.Id));
            }
        }
        else
        {
            ReportUnknownParameter(operation, parameter, index);
        }
    }

    private void AddArgument(BoundCallBuilder call, MethodParameterModel parameter, ParameterModel target)
    {
        // A string fills a parameter of any single value.
        var schema = parameter.Type.Kind == SignatureTypeKind.String ? new TypeModel(SchemaKind.String) : target.Type;
        var format = WireFormats.Of(target, schema);
        var isNullChecked = IsNullChecked(parameter, target);
        if (format == WireFormat.Structured && parameter.Type.Kind != SignatureTypeKind.JsonElement)
        {
            var written = new WrittenValue(schema, Bound(parameter.Type.Type), parameter.Type.IsValueType);
            call.AddArgument(target, parameter.Name, written, parameter.Type.IsNullable, isNullChecked);
        }
        else if (format == WireFormat.Structured)
        {
            var written = new WrittenValue(new TypeModel(SchemaKind.Any), SchemaTypes.JsonElement, IsValueType: true);
            call.AddArgument(target, parameter.Name, written, parameter.Type.IsNullable, isNullChecked);
        }
        else
        {
            var declared = format == WireFormat.File ? format : WireFormats.Of(parameter.Type);
            call.AddArgument(target, parameter.Name, declared, parameter.Type.IsNullable, isNullChecked);
        }
    }

    // A list can be declared as any collection of its elements that can be enumerated.
    private bool Fits(TypeModel schema, TypeRef declared) =>
        declared == SchemaTypes.Of(schema, modelNamespace)
        || (schema is { Shape: SchemaKind.List, Element: { } element } && declared switch
        {
            ArrayTypeRef array => Fits(element, array.Element),
            GenericTypeRef { Arguments: { Count: 1 } arguments } generic =>
                Collections.Contains(generic.Name) && Fits(element, arguments[0]),
            _ => false,
        });

    private static readonly string[] Collections =
    [
        .. new[] { "IReadOnlyList", "IReadOnlyCollection", "IEnumerable", "IList", "ICollection", "List" }
            .Select(static name => "global::System.Collections.Generic." + name),
    ];

    private void CheckOnlyOne(string? earlier, DiagnosticDescriptor descriptor, int index)
    {
        if (earlier is not null)
        {
            ReportError(index, SignaturePart.Parameter, DiagnosticInfo.Create(descriptor, earlier));
        }
    }

    // A parameter of a custom type is the body only if no other parameter is the body by its name or its model.
    private bool IsBody(MethodParameterModel parameter, BodyModel body) =>
        IsPlainlyBody(parameter, body)
            || (parameter.Type.Kind is SignatureTypeKind.Own && !_method.Parameters.Any(each => IsPlainlyBody(each, body)));

    private static bool IsPlainlyBody(MethodParameterModel parameter, BodyModel body) =>
        Names.Fold(parameter.Name) is "body" or "request"
        || parameter.Type.IsModel(body.Type.Name)
        || (body.Type.Shape == SchemaKind.Stream && parameter.Type.Type == SchemaTypes.Stream);

    // The code that escapes path parameters also checks them.
    private static bool IsNullChecked(MethodParameterModel parameter, ParameterModel target) =>
        target.Location != ParameterLocation.Path
        && !parameter.Type.IsValueType
        && parameter.Type.Kind is not SignatureTypeKind.Model
        && (target.IsRequired || !parameter.Type.IsNullable);

    private void BindBody(OperationModel operation, BoundCallBuilder call, BodyModel body, MethodParameterModel parameter, int index)
    {
        var type = parameter.Type;
        var isNullChecked = body.IsRequired || !type.IsNullable;
        if (BindValueBody(call, body, parameter))
        {
            return;
        }

        switch (type.Kind)
        {
            case SignatureTypeKind.Model or SignatureTypeKind.ForeignModel when body.IsObject && type.IsModel(body.Type.Name):
                call.SetModelBody(body, parameter.Name, type.IsNullable);
                break;
            case SignatureTypeKind.ForeignModel when body.Format == BodyFormat.Json:
                call.SetJsonBody(parameter.Name, type.IsNullable, isNullChecked, contextType: null);
                break;
            case SignatureTypeKind.JsonElement when body.Format == BodyFormat.Json:
                call.SetJsonBody(parameter.Name, type.IsNullable, isNullChecked: false, contextType: null);
                break;
            case SignatureTypeKind.Own when body.Format == BodyFormat.Json && hasJsonContext:
                call.SetJsonBody(parameter.Name, type.IsNullable, isNullChecked, Bound(type.Type));
                break;
            case SignatureTypeKind.Own when body.Format == BodyFormat.Json:
                ReportError(
                    index,
                    SignaturePart.Parameter,
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.BodyWithoutJsonContext,
                        parameter.Type.Type.DisplayName,
                        body.Type.Name ?? "JsonElement"));
                break;
            default:
                ReportError(
                    index,
                    SignaturePart.Parameter,
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.WrongBody,
                        operation.Id,
                        body.Type.Name ?? "JSON",
                        parameter.Type.Type.DisplayName) with
                    { ClosestMatch = body.Type.Name });
                break;
        }
    }

    // Lists, maps, single values, texts and streams.
    private bool BindValueBody(BoundCallBuilder call, BodyModel body, MethodParameterModel parameter)
    {
        var type = parameter.Type;
        var fits = !body.IsObject
            && (Fits(body.Type, Bound(type.Type)) || (body.Type.IsModel && type.IsModel(body.Type.Name)))
            && body is not { Format: BodyFormat.Json, Type.Shape: SchemaKind.Any };
        if (fits)
        {
            call.SetBody(
                body,
                parameter.Name,
                body.Format is BodyFormat.Json or BodyFormat.Form
                    ? new WrittenValue(body.Type, Bound(type.Type), type.IsValueType || SchemaTypes.IsValueType(body.Type))
                    : null,
                type.IsNullable,
                isNullChecked: (body.IsRequired || !type.IsNullable) && !SchemaTypes.IsValueType(body.Type));
        }

        return fits;
    }

    private void CheckType(OperationModel operation, MethodParameterModel parameter, ParameterModel target, int index)
    {
        var fits = target.Type.Shape switch
        {
            SchemaKind.Int32 => parameter.Type.Kind is SignatureTypeKind.Int32,
            SchemaKind.Int64 => parameter.Type.Kind is SignatureTypeKind.Int32 or SignatureTypeKind.Int64,
            SchemaKind.Double or SchemaKind.Decimal =>
                parameter.Type.Kind is SignatureTypeKind.Double or SignatureTypeKind.Int32 or SignatureTypeKind.Int64
                || parameter.Type.Type == SchemaTypes.Of(target.Type, modelNamespace),
            SchemaKind.DateTime or SchemaKind.Date or SchemaKind.Uuid or SchemaKind.Bytes or SchemaKind.UInt64 =>
                parameter.Type.Kind is SignatureTypeKind.String || parameter.Type.Type == SchemaTypes.Of(target.Type, modelNamespace),
            SchemaKind.Boolean => parameter.Type.Kind is SignatureTypeKind.Boolean,
            SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText =>
                parameter.Type.Kind is SignatureTypeKind.DateTimeOffset or SignatureTypeKind.Int64,
            SchemaKind.ClientSecret => parameter.Type.Kind is SignatureTypeKind.ClientSecret,
            SchemaKind.AccessToken => parameter.Type.Kind is SignatureTypeKind.AccessToken,
            SchemaKind.SoftwareStatement => parameter.Type.Kind is SignatureTypeKind.SoftwareStatement,
            SchemaKind.Any => parameter.Type.Kind is SignatureTypeKind.String or SignatureTypeKind.JsonElement,
            SchemaKind.OpenEnum => parameter.Type.Kind is SignatureTypeKind.String || parameter.Type.IsModel(target.Type.Name),
            SchemaKind.String => parameter.Type.Kind is SignatureTypeKind.String,
            _ => Fits(target.Type, Bound(parameter.Type.Type))
                || (target.Type.IsModel && parameter.Type.IsModel(target.Type.Name))
                || (target.Type.IsScalar && target.Type.Shape != SchemaKind.File && parameter.Type.Kind is SignatureTypeKind.String),
        };
        if (!fits)
        {
            var expected = SchemaTypes.Of(target.Type, modelNamespace).DisplayName;
            ReportError(
                index,
                SignaturePart.Parameter,
                DiagnosticInfo.Create(
                    InterfaceDescriptors.WrongParameterType,
                    target.Name,
                    operation.Id,
                    expected,
                    parameter.Type.Type.DisplayName) with
                { ClosestMatch = expected });
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

        var candidates = operation.Parameters.Select(static each => each.CamelName).ToList();
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
            if (parameter.IsRequired && !bound.Contains(parameter.Key))
            {
                var name = parameter.CamelName;
                var type = SchemaTypes.Of(parameter.Type, modelNamespace);
                ReportError(
                    -1,
                    SignaturePart.Name,
                    DiagnosticInfo.Create(InterfaceDescriptors.MissingParameter, operation.Id, parameter.Name, type.DisplayName, name) with
                    {
                        ClosestMatch = name,
                    },
                    type);
            }
        }

        // A parameter with an error may be the body.
        if (operation.Body is { IsRequired: true } required && body is null && !_hasWrongParameter)
        {
            ReportError(
                -1,
                SignaturePart.Name,
                DiagnosticInfo.Create(
                    InterfaceDescriptors.MissingBody,
                    operation.Id,
                    required.Type.Name ?? SchemaTypes.Of(required.Type, modelNamespace).DisplayName) with
                {
                    ClosestMatch = "body",
                },
                SchemaTypes.Of(required.Type, modelNamespace));
        }
    }

    private TypeRef ReturnType()
    {
        if (_method.Return.Value is not { } value)
        {
            return Bound(_method.Return.Type!);
        }

        var type = Bound(value.DeclaredType);
        return GenericTypeRef.Of(
            $"global::System.Threading.Tasks.{_method.Return.Wrapper}",
            _method.Return.Shape == ReturnShape.ResponseOfValue ? GenericTypeRef.Of("global::AdobePass.AdobePassResponse", type) : type);
    }

    private TypeRef Bound(TypeRef type) => type.WithModels(modelNamespace);

    private void ReportResponse(DiagnosticInfo diagnostic, TypeModel response) =>
        ReportError(-1, SignaturePart.ReturnType, diagnostic with { ClosestMatch = response.Name });

    private void ReportError(int parameter, SignaturePart signaturePart, DiagnosticInfo diagnostic, TypeRef? type = null)
    {
        Report(parameter, signaturePart, diagnostic, type);
        _hasWrongParameter |= parameter >= 0;
        _firstError ??= diagnostic;
    }

    private void Report(int parameter, SignaturePart signaturePart, DiagnosticInfo diagnostic, TypeRef? type = null) =>
        diagnostics.Add(new BindingDiagnostic(diagnostic, partIndex, methodIndex, parameter, signaturePart, type));
}
