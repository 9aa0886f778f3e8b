using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>The methods of an interface that declares none: one for each operation, documented from the spec.</summary>
internal static class AllOperations
{
    public static IEnumerable<BoundMethod> Bind(InterfacePartModel part, SpecModel spec, TypeExpressions types)
    {
        var names = new NameSet("Equals", "GetHashCode", "ToString", "GetType");
        foreach (var operation in spec.Operations)
        {
            var name = names.Take(Names.Pascal(operation.Id) + (operation.IsForUserAgent ? "Uri" : "Async"));
            yield return BindOperation(part, spec, operation, name, types);
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
        foreach (var type in operation.Parameters.Select(static parameter => parameter.Type).Append(operation.Body?.Type).Append(operation.Response))
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

    private static BoundMethod BindOperation(InterfacePartModel part, SpecModel spec, OperationModel operation, string name, TypeExpressions types)
    {
        var parameterNames = new NameSet("request");
        var required = new List<(BoundParameter Parameter, string Doc)>();
        var optional = new List<(BoundParameter Parameter, string Doc)>();
        var arguments = new List<BoundArgument>();
        BoundBody? body = null;

        foreach (var parameter in operation.Parameters)
        {
            var parameterName = parameterNames.Take(Names.Camel(parameter.Name));
            var argument = Names.Escape(parameterName);
            var text = types.Of(parameter.Type);
            (parameter.IsRequired ? required : optional).Add((
                parameter.IsRequired ? new BoundParameter(parameterName, text, null) : new BoundParameter(parameterName, text + "?", "null"),
                parameter.Description));
            arguments.Add(new BoundArgument(parameter.Name, parameter.Location, argument, WireExpressions.Of(parameter.Type, argument, isNullable: !parameter.IsRequired), IsNullChecked: parameter.IsRequired && parameter.Location != ParameterLocation.Path && !TypeExpressions.IsValueType(parameter.Type)));
        }

        if (operation.Body is { } bodyModel)
        {
            var parameterName = parameterNames.Take("body");
            var isAny = bodyModel.Type.Shape == SchemaKind.Any || !bodyModel.Type.IsModel;
            var text = isAny ? "global::System.Text.Json.JsonElement" : types.Of(bodyModel.Type);
            (bodyModel.IsRequired ? required : optional).Insert(
                bodyModel.IsRequired ? required.Count : 0,
                (bodyModel.IsRequired ? new BoundParameter(parameterName, text, null) : new BoundParameter(parameterName, text + "?", "null"), bodyModel.Description.Length > 0 ? bodyModel.Description : "The body of the request."));
            body = isAny
                ? new BoundBody(BodyFormat.Json, parameterName, IsNullChecked: false, EquatableArray<BoundField>.Empty, null, IsAny: true)
                : MethodBinder.Body(bodyModel, parameterName, !bodyModel.IsRequired, spec);
        }

        string? device = null;
        string? cancellation = null;
        var last = new List<(BoundParameter Parameter, string Doc)>();
        if (!operation.IsForUserAgent)
        {
            device = parameterNames.Take("device");
            optional.Insert(body is { } && !operation.Body!.IsRequired ? 1 : 0, (
                new BoundParameter(device, "global::AdobePass.StreamingDevice?", "null"),
                "The viewer's device; by default, the device of the options."));
            cancellation = parameterNames.Take("cancellationToken");
            last.Add((new BoundParameter(cancellation, "global::System.Threading.CancellationToken", "default"), "The token to monitor for cancellation requests."));
        }

        var all = required.Concat(optional).Concat(last).ToList();
        var (result, returnText, read) = ResultOf(operation, types);
        return new BoundMethod(
            part.FullName,
            name,
            IsExplicit: false,
            returnText,
            all.Select(static each => each.Parameter).ToEquatableArray(),
            new BoundCall(
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
                IsValueTask: false,
                operation.Response is null ? null : types.Of(operation.Response),
                read)
            {
                Scopes = operation.Scopes,
                IsBackground = operation.IsBackground,
            },
            Diagnostic: null,
            part.IsOwn
                ? new MethodDocs(
                    operation.Summary.Length > 0 ? operation.Summary : $"Calls the operation {operation.Id}.",
                    operation.Description,
                    operation.IsForUserAgent ? "The URL for a user agent to open. No request is sent." : operation.ResponseDescription.Length > 0 ? operation.ResponseDescription : "A task that represents the request.",
                    all.Select(static each => new ParameterDocs(each.Parameter.Name, each.Doc)).ToEquatableArray(),
                    operation.IsDeprecated)
                : null);
    }

    private static (CallResult Result, string ReturnText, string? Read) ResultOf(OperationModel operation, TypeExpressions types)
    {
        const string task = "global::System.Threading.Tasks.Task";
        if (operation.IsForUserAgent)
        {
            return (CallResult.Uri, "global::System.Uri", null);
        }

        return operation.Response is { } response
            ? (CallResult.Value, $"{task}<{types.Of(response)}>", types.Reader(response))
            : (CallResult.Nothing, task, null);
    }
}
