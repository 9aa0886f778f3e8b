using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Creates the methods of an interface that declares none: one for each operation, documented from the spec.</summary>
internal static class AllOperations
{
    public static IEnumerable<BoundMethod> Bind(InterfacePartModel part, SpecModel spec, string modelNamespace)
    {
        var names = new NameSet("Equals", "GetHashCode", "ToString", "GetType");
        foreach (var operation in spec.Operations)
        {
            var name = names.Take(Names.Pascal(operation.Id) + (operation.IsForUserAgent ? "Uri" : "Async"));
            yield return new OperationMethod(part, spec, operation, modelNamespace).Bind(name);
        }
    }

    /// <summary>Adds the models that the operations name.</summary>
    public static void CollectRoots(SpecModel spec, SortedSet<string> roots)
    {
        foreach (var operation in spec.Operations)
        {
            CollectRoots(operation, roots);
        }
    }

    private static void CollectRoots(OperationModel operation, SortedSet<string> roots)
    {
        var types = operation.Parameters.Select(static parameter => parameter.Type);
        foreach (var type in types.Append(operation.Body?.Type).Append(operation.Response).Concat(operation.Alternatives))
        {
            var current = type;
            while (current?.Element is not null)
            {
                current = current.Element;
            }

            if (current is { IsModel: true })
            {
                roots.Add(current.Name!);
            }
        }
    }

    /// <summary>Creates the method of one operation.</summary>
    private sealed class OperationMethod(InterfacePartModel part, SpecModel spec, OperationModel operation, string modelNamespace)
    {
        private readonly BoundCallBuilder _call = new(spec, operation, modelNamespace);
        private readonly NameSet _names = new("request", "nameof");
        private readonly List<(BoundParameter Parameter, string Docs)> _required = [];
        private readonly List<(BoundParameter Parameter, string Docs)> _optional = [];
        private readonly List<(BoundParameter Parameter, string Docs)> _last = [];

        public BoundMethod Bind(string name)
        {
            foreach (var parameter in operation.Parameters)
            {
                AddParameter(parameter);
            }

            if (operation.Body is { } body)
            {
                AddBody(body);
            }

            if (!operation.IsForUserAgent)
            {
                AddDeviceAndCancellation();
            }

            var parameters = _required.Concat(_optional).Concat(_last).ToList();
            var response = BindResponse();
            var (result, returnType) = operation.IsForUserAgent ? (CallResult.Uri, SchemaTypes.Uri)
                : response is not null ? (CallResult.Value, SchemaTypes.TaskOf(response.Type))
                : operation.Method == "head" ? (CallResult.Response, SchemaTypes.TaskOf(SchemaTypes.Response))
                : (CallResult.Nothing, SchemaTypes.Task);
            return new BoundMethod(
                part.FullName,
                name,
                IsExplicit: false,
                returnType,
                parameters.Select(static each => each.Parameter).ToEquatableArray(),
                _call.Build(result, isValueTask: false, operation.IsForUserAgent ? null : response),
                Diagnostic: null,
                part.IsOwn ? DocsOf(parameters.Select(static each => new ParameterDocs(each.Parameter.Name, each.Docs))) : null);
        }

        private BoundResponse? BindResponse()
        {
            if (operation.Response is not { } schema)
            {
                return null;
            }

            var type = SchemaTypes.Of(schema, modelNamespace);
            var reader = MethodBinder.ReaderOf(operation.ResponseFormat);
            return operation.IsResponseOptional && schema.Shape != SchemaKind.Any
                ? new BoundResponse(reader, new NullableTypeRef(type), schema, IsOptional: true)
                : new BoundResponse(reader, type, schema, operation.IsResponseOptional);
        }

        private void AddParameter(ParameterModel parameter)
        {
            var name = _names.Take(parameter.CamelName);
            (parameter.IsRequired ? _required : _optional).Add(
                (Declare(name, parameter.Type, parameter.IsRequired), parameter.Description));
            var isNullChecked = parameter.IsRequired
                && parameter.Location != ParameterLocation.Path
                && !SchemaTypes.IsValueType(parameter.Type);
            var format = WireFormats.Of(parameter, parameter.Type);
            if (format == WireFormat.Structured)
            {
                _call.AddArgument(parameter, name, Written(parameter.Type), isNullable: !parameter.IsRequired, isNullChecked);
            }
            else
            {
                _call.AddArgument(parameter, name, format, isNullable: !parameter.IsRequired, isNullChecked);
            }
        }

        private WrittenValue Written(TypeModel type) =>
            new(type, SchemaTypes.Of(type, modelNamespace), SchemaTypes.IsValueType(type));

        private void AddBody(BodyModel body)
        {
            var name = _names.Take("body");
            var docs = body.Description.Length > 0 ? body.Description : "The body of the request.";
            var position = body.IsRequired ? _required.Count : 0;
            (body.IsRequired ? _required : _optional).Insert(position, (Declare(name, body.Type, body.IsRequired), docs));
            if (body.IsObject)
            {
                _call.SetModelBody(body, name, isNullable: !body.IsRequired);
            }
            else if (body is { Format: BodyFormat.Json, Type.Shape: SchemaKind.Any })
            {
                _call.SetJsonBody(name, isNullable: !body.IsRequired, isNullChecked: false, contextType: null);
            }
            else
            {
                _call.SetBody(
                    body,
                    name,
                    body.Format is BodyFormat.Json or BodyFormat.Form ? Written(body.Type) : null,
                    isNullable: !body.IsRequired,
                    isNullChecked: body.IsRequired && !SchemaTypes.IsValueType(body.Type));
            }
        }

        private void AddDeviceAndCancellation()
        {
            var device = _names.Take("device");
            _call.Device = device;
            _optional.Insert(operation.Body is { IsRequired: false } ? 1 : 0, (
                new BoundParameter(device, new NullableTypeRef(SchemaTypes.Device), DefaultValue.Null),
                "The viewer's device; by default, the device of the options."));

            var cancellation = _names.Take("cancellationToken");
            _call.SetCancellation(cancellation, isNullable: false);
            _last.Add((
                new BoundParameter(cancellation, SchemaTypes.CancellationToken, DefaultValue.Default),
                "The token to monitor for cancellation requests."));
        }

        private BoundParameter Declare(string name, TypeModel schema, bool isRequired)
        {
            var type = SchemaTypes.Of(schema, modelNamespace);
            return isRequired
                ? new BoundParameter(name, type, Default: null)
                : new BoundParameter(name, new NullableTypeRef(type), DefaultValue.Null);
        }

        private MethodDocs DocsOf(IEnumerable<ParameterDocs> parameters) => new(
            operation.Summary.Length > 0 ? operation.Summary : $"Calls the operation {operation.Id}.",
            operation.Description,
            operation.IsForUserAgent ? "The URL for a user agent to open. No request is sent."
                : operation.ResponseDescription.Length > 0 ? operation.ResponseDescription
                : "A task that represents the request.",
            parameters.ToEquatableArray(),
            operation.IsDeprecated);
    }
}
