using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Binds one declared method.</summary>
internal sealed class MethodBinder(
    SpecModel spec,
    TypeExpressions types,
    string? jsonContext,
    InterfacePartModel part,
    int partIndex,
    int methodIndex,
    List<BindingDiagnostic> faults)
{
    private readonly MethodModel _method = part.Methods[methodIndex];
    private string? _firstFault;
    private bool _hasWrongParameter;

    public BoundMethod Bind()
    {
        var call = _method.Unsupported is null ? BindCall() : null;
        if (_firstFault is null && call is { CancellationArgument: null, Result: not CallResult.Uri })
        {
            Note(RuleIds.NoCancellationToken, $"\"{_method.Name}\" takes no cancellation token, so its callers cannot end their wait. Add the parameter \"CancellationToken cancellationToken = default\"", -1, BindingLocation.Name);
        }

        return new BoundMethod(
            part.FullName,
            _method.Name,
            IsExplicit: false,
            ReturnText(),
            _method.Parameters.Select(parameter => new BoundParameter(parameter.Name, ParameterInsertion(parameter.Type), parameter.DefaultText, parameter.Type.IsValueType)).ToEquatableArray(),
            _firstFault is null ? call : null,
            _firstFault ?? _method.Unsupported,
            Docs: null);
    }

    private BoundCall? BindCall()
    {
        var name = _method.OperationId ?? Names.WithoutAsync(_method.Name);
        var operation = spec.FindOperationOf(_method.Name, _method.OperationId);
        if (operation is null)
        {
            var nearest = Names.ClosestMatch(name, spec.Operations.Select(static each => each.Id));
            var hint = nearest is null
                ? $"It has: {string.Join(", ", spec.Operations.Select(static each => each.Id))}."
                : $"Did you mean \"{nearest}\"?";
            Fault(RuleIds.UnknownOperation, $"The spec \"{spec.Name}\" has no operation \"{name}\". {hint} Rename the method or name the operation with [AdobePassOperation]", -1, _method.OperationId is null ? BindingLocation.Name : BindingLocation.Attribute, nearest);
            return null;
        }

        if (operation.IsDeprecated && !_method.IsObsolete)
        {
            Note(RuleIds.DeprecatedOperation, $"The spec \"{spec.Name}\" marks the operation \"{operation.Id}\" as deprecated. Move to another operation, or mark \"{_method.Name}\" with [Obsolete] to tell its callers", -1, BindingLocation.Name);
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
                CheckOnlyOne(cancellation, "cancellation token", i);
                cancellation = parameter.Type.IsNullable ? argument + ".GetValueOrDefault()" : argument;
            }
            else if (parameter.Type.Kind == TypeRefKind.Device)
            {
                CheckOnlyOne(device, "device", i);
                device = argument;
            }
            else if (operation.FindParameter(parameter.Name, parameter.WireName) is { } target)
            {
                if (!bound.Add(target.Location + target.Name))
                {
                    Fault(RuleIds.UnknownParameter, $"\"{target.Name}\" of the operation \"{operation.Id}\" is given by two parameters", i, BindingLocation.Parameter);
                }

                CheckType(operation, parameter, target, i);
                arguments.Add(new BoundArgument(target.Name, target.Location, argument, WireExpressions.Of(parameter.Type, argument), IsNullChecked(parameter, target)));
            }
            else if (operation.Body is { } bodyModel && body is null && IsBody(parameter, bodyModel))
            {
                body = BindBody(operation, bodyModel, parameter, argument, i);
                if (body is not null && parameter.WireName is { } wireName && operation.FindParameter(parameter.Name, wireName: null) is null)
                {
                    Note(RuleIds.AttributeWithoutEffect, $"[AdobePassParameter(\"{wireName}\")] has no effect: \"{parameter.Name}\" is the body of the operation \"{operation.Id}\", which has no name of its own. Remove the attribute", i, BindingLocation.Attribute);
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
            RequestKind = operation.RequestKind,
            IsIdempotent = operation.IsIdempotent,
        };
    }

    private void CheckOnlyOne(string? earlier, string what, int index)
    {
        if (earlier is not null)
        {
            Fault(RuleIds.UnknownParameter, $"The method has a {what} already, \"{earlier}\": remove this one", index, BindingLocation.Parameter);
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
                Fault(RuleIds.MissingJsonContext, $"\"{Shown(parameter.Type)}\" is a type of your own, and nothing says how it is written as JSON. Name a JsonSerializerContext: [AdobePassApi(JsonContext = typeof(…))], or use {(body.Type.Name is { } name ? $"the model \"{name}\"" : "JsonElement")}", index, BindingLocation.Parameter);
                return null;
            default:
                Fault(RuleIds.WrongModel, $"The body of the operation \"{operation.Id}\" is \"{body.Type.Name ?? "JSON"}\", not \"{Shown(parameter.Type)}\"", index, BindingLocation.Parameter, body.Type.Name);
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
            Fault(RuleIds.WrongParameterType, $"\"{target.Name}\" of the operation \"{operation.Id}\" is \"{expected}\", not \"{Shown(parameter.Type)}\"", index, BindingLocation.Parameter, expected);
        }
    }

    private void ReportUnknownParameter(OperationModel operation, MethodParameterModel parameter, int index)
    {
        var name = parameter.WireName ?? parameter.Name;
        if (Names.Fold(name) is "apdeviceidentifier" or "xdeviceinfo" or "xforwardedfor")
        {
            Fault(RuleIds.UnknownParameter, $"\"{name}\" is a header of the device: take a StreamingDevice instead, which sends it wherever the operation defines it", index, BindingLocation.Parameter);
            return;
        }

        if (Names.Fold(name) is "authorization" or "contenttype" or "accept" or "useragent")
        {
            Fault(RuleIds.UnknownParameter, $"\"{name}\" is sent by the client itself: remove the parameter", index, BindingLocation.Parameter);
            return;
        }

        var candidates = operation.Parameters.Select(static each => Names.Camel(each.Name)).ToList();
        if (operation.Body is not null)
        {
            candidates.Add("body");
        }

        var nearest = Names.ClosestMatch(name, candidates);
        var hint = nearest is not null ? $"Did you mean \"{nearest}\"?"
            : candidates.Count == 0 ? "It has none."
            : $"It has: {string.Join(", ", candidates)}.";
        Fault(RuleIds.UnknownParameter, $"The operation \"{operation.Id}\" has no parameter \"{name}\". {hint}", index, BindingLocation.Parameter, nearest);
    }

    private void ReportMissing(OperationModel operation, HashSet<string> bound, BoundBody? body)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.IsRequired && !bound.Contains(parameter.Location + parameter.Name))
            {
                Fault(RuleIds.MissingParameter, $"The operation \"{operation.Id}\" requires \"{parameter.Name}\": add the parameter \"{types.Of(parameter.Type).Replace("global::", string.Empty)} {Names.Camel(parameter.Name)}\"", -1, BindingLocation.Name, Names.Camel(parameter.Name), types.Of(parameter.Type));
            }
        }

        // A parameter that is wrong may be the body.
        if (operation.Body is { IsRequired: true } required && body is null && !_hasWrongParameter)
        {
            Fault(RuleIds.MissingParameter, $"The operation \"{operation.Id}\" requires a body: add the parameter \"{required.Type.Name ?? "JsonElement"} body\"", -1, BindingLocation.Name, "body", required.Type.IsModel ? types.Of(required.Type) : "global::System.Text.Json.JsonElement");
        }
    }

    private (CallResult Result, string? Read) BindResult(OperationModel operation)
    {
        var returned = _method.Return;
        if (returned.Wrapper == ReturnWrapper.Uri)
        {
            if (operation.RequiresAccessToken || operation.Method != "get")
            {
                Fault(RuleIds.UnsupportedReturnType, $"A method that returns Uri gives the address for a user agent to open; \"{operation.Id}\" is called by the application. Return {Suggestion(operation)}", -1, BindingLocation.ReturnType, typeText: ReturnTypeOf(operation));
            }

            return (CallResult.Uri, null);
        }

        if (returned.Wrapper == ReturnWrapper.Unsupported)
        {
            Fault(RuleIds.UnsupportedReturnType, $"The return type \"{Shown(returned.Text)}\" is not supported. Return {Suggestion(operation)}, a ValueTask of the same, or AdobePassResponse<…> inside it for the status and headers", -1, BindingLocation.ReturnType, typeText: ReturnTypeOf(operation));
            return (CallResult.Nothing, null);
        }

        if (returned.Value is not { } value)
        {
            return (returned.Shape == ReturnShape.Response ? CallResult.Response : CallResult.Nothing, null);
        }

        var result = returned.Shape == ReturnShape.ResponseOfValue ? CallResult.ResponseOfValue : CallResult.Value;
        if (operation.Response is not { } response)
        {
            Fault(RuleIds.WrongModel, $"The operation \"{operation.Id}\" answers with no JSON. Return {Suggestion(operation)} or Task<AdobePassResponse>", -1, BindingLocation.ReturnType);
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
                Fault(RuleIds.MissingJsonContext, $"\"{Shown(value)}\" is a type of your own, and nothing says how it is read from JSON. Name a JsonSerializerContext: [AdobePassApi(JsonContext = typeof(…))], or return {Suggestion(operation)}", -1, BindingLocation.ReturnType, response.Name);
                return (result, null);
            case TypeRefKind.Model when spec.FindSchema(value.Text) is null:
                {
                    var nearest = Names.ClosestMatch(value.Text, spec.Schemas.Select(static schema => schema.TypeName));
                    Fault(RuleIds.WrongModel, $"The spec \"{spec.Name}\" has no model \"{value.Text}\"{(nearest is null ? string.Empty : $"; the nearest is \"{nearest}\"")}. The operation \"{operation.Id}\" answers with \"{response.Name ?? "JSON"}\"", -1, BindingLocation.ReturnType, response.Name);
                    return (result, null);
                }

            default:
                Fault(RuleIds.WrongModel, $"The operation \"{operation.Id}\" answers with \"{response.Name ?? "JSON"}\", not \"{Shown(value)}\"", -1, BindingLocation.ReturnType, response.Name);
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

    // Worth a word, and nothing that keeps the method from working.
    private void Note(string ruleId, string message, int parameter, BindingLocation place) =>
        faults.Add(new BindingDiagnostic(ruleId, message, partIndex, methodIndex, parameter, place));

    private void Fault(string ruleId, string message, int parameter, BindingLocation place, string? nearest = null, string? typeText = null)
    {
        faults.Add(new BindingDiagnostic(ruleId, message, partIndex, methodIndex, parameter, place, nearest, typeText));
        _hasWrongParameter |= parameter >= 0;
        _firstFault ??= $"{ruleId}: {message.TrimEnd('.', '?')}.";
    }
}
