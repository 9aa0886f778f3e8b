using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <content>Binds the return type.</content>
internal sealed partial class MethodBinder
{
    /// <summary>Gets the reader of a response that is not JSON of another type.</summary>
    public static ResponseReader ReaderOf(ResponseFormat format) => format switch
    {
        ResponseFormat.Text => ResponseReader.Text,
        ResponseFormat.Stream => ResponseReader.Stream,
        _ => ResponseReader.Schema,
    };

    private (CallResult Result, BoundResponse? Response) BindResult(OperationModel operation)
    {
        var returned = _method.Return;
        if (returned.Wrapper == ReturnWrapper.Uri)
        {
            if (operation.RequiresAccessToken || operation.Security.Count > 0 || operation.Method != "get")
            {
                ReportError(
                    -1,
                    SignaturePart.ReturnType,
                    DiagnosticInfo.Create(InterfaceDescriptors.UriOfApplicationCall, operation.Id, Suggestion(operation)),
                    ReturnTypeOf(operation));
            }

            return (CallResult.Uri, null);
        }

        if (returned.Wrapper == ReturnWrapper.Unsupported)
        {
            ReportError(
                -1,
                SignaturePart.ReturnType,
                DiagnosticInfo.Create(
                    InterfaceDescriptors.UnsupportedReturnType,
                    returned.Type!.DisplayName,
                    Suggestion(operation)),
                ReturnTypeOf(operation));
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

        return (result, BindResponse(operation, response, value));
    }

    private BoundResponse? BindResponse(OperationModel operation, TypeModel response, SignatureType value)
    {
        var type = Bound(value.DeclaredType);

        // Lists, maps, strings and numbers must have exactly the type that the interface with all operations would have.
        var isOptional = operation.IsResponseOptional && value.IsNullable;
        if (!response.IsModel && Bound(value.Type) == SchemaTypes.Of(response, modelNamespace))
        {
            return new BoundResponse(ReaderOf(operation.ResponseFormat), type, response, isOptional);
        }

        if (operation.ResponseFormat != ResponseFormat.Json && value.Kind == SignatureTypeKind.String)
        {
            return new BoundResponse(ResponseReader.Text, type, response);
        }

        if (operation.ResponseFormat != ResponseFormat.Json && Bound(value.Type) == SchemaTypes.Stream)
        {
            return new BoundResponse(ResponseReader.Stream, type, response);
        }

        switch (value.Kind)
        {
            case not SignatureTypeKind.Model when operation.ResponseFormat != ResponseFormat.Json:
                ReportResponse(
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.WrongResponse,
                        operation.Id,
                        SchemaTypes.Of(response, modelNamespace).DisplayName,
                        value.Type.DisplayName),
                    response);
                return null;
            case SignatureTypeKind.Model when response.IsModel && value.IsModel(response.Name):
                return new BoundResponse(ResponseReader.Schema, type, response, isOptional);
            case SignatureTypeKind.ForeignModel:
                return new BoundResponse(ResponseReader.Model, type, Schema: null, isOptional);
            case SignatureTypeKind.JsonElement:
                return new BoundResponse(ResponseReader.Schema, type, new TypeModel(SchemaKind.Any), isOptional);
            case SignatureTypeKind.Own when hasJsonContext:
                return new BoundResponse(ResponseReader.JsonContext, type, Schema: null, isOptional);
            case SignatureTypeKind.Own:
                ReportResponse(
                    DiagnosticInfo.Create(InterfaceDescriptors.ResponseWithoutJsonContext, value.Type.DisplayName, Suggestion(operation)),
                    response);
                return null;
            case SignatureTypeKind.Model when spec.FindSchema(value.Type.DisplayName) is null:
                {
                    var expected = response.Name ?? "JSON";
                    var match = Names.ClosestMatch(value.Type.DisplayName, spec.Schemas.Select(static schema => schema.TypeName));
                    ReportResponse(
                        match is null
                            ? DiagnosticInfo.Create(
                                InterfaceDescriptors.UnknownModel,
                                spec.Name,
                                value.Type.DisplayName,
                                operation.Id,
                                expected)
                            : DiagnosticInfo.Create(
                                InterfaceDescriptors.MisspelledModel,
                                spec.Name,
                                value.Type.DisplayName,
                                operation.Id,
                                expected,
                                match),
                        response);
                    return null;
                }

            default:
                ReportResponse(
                    DiagnosticInfo.Create(
                        InterfaceDescriptors.WrongResponse,
                        operation.Id,
                        response.Name ?? "JSON",
                        value.Type.DisplayName),
                    response);
                return null;
        }
    }

    private string Suggestion(OperationModel operation) => operation.Response is { } response
        ? $"Task<{(response.IsModel ? response.Name : SchemaTypes.Of(response, modelNamespace).DisplayName)}>"
        : operation.IsForUserAgent ? "Uri" : "Task";

    private TypeRef ReturnTypeOf(OperationModel operation) => operation.Response is { } response
        ? SchemaTypes.TaskOf(SchemaTypes.Of(response, modelNamespace))
        : operation.IsForUserAgent ? SchemaTypes.Uri : SchemaTypes.Task;
}
