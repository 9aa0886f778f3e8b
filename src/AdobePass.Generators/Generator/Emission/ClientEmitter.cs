using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the client of one interface, with the methods of an interface that declares none, and its registration.</summary>
internal sealed class ClientEmitter
{
    private readonly SourceWriter _writer;
    private readonly BoundInterface _model;
    private readonly NamespaceAliases _aliases;
    private readonly string _runtime;
    private readonly OperationFields _operations;

    private ClientEmitter(SourceWriter writer, BoundInterface model, NamespaceAliases aliases)
    {
        _writer = writer;
        _model = model;
        _aliases = aliases;
        _runtime = aliases.Shorten("global::AdobePass.Runtime.");
        _operations = new OperationFields(model, _runtime);
    }

    public static string Emit(BoundInterface model)
    {
        var writer = EmittedFile.Begin();
        var aliases = NamespaceAliases.InClient(model.Namespace, model.ModelNamespace);
        writer.Namespace(model.Namespace, aliases, () =>
        {
            if (model.IsFilledIn)
            {
                DeclarationEmitter.EmitInterface(writer, model, aliases);
                writer.Line();
            }

            new ClientEmitter(writer, model, aliases).EmitClient();
            if (model.GeneratesRegistration)
            {
                writer.Line();
                RegistrationEmitter.Emit(writer, model);
            }
        });
        return writer.ToString();
    }

    private void EmitClient()
    {
        var client = Names.Escape(_model.ClientName);
        _writer.Documentation($"<summary>Implements <see cref=\"{_model.FullName}\"/> with requests to Adobe Pass.</summary>");
        _writer.Attributes();
        _writer.Open($"{_model.Accessibility} sealed class {client} : {_model.FullName}");
        _operations.Emit(_writer);

        _writer.Line($"private readonly {_runtime}AdobePassChannel _adobePass;");
        _writer.Line();
        _writer.Line("/// <summary>Creates a client.</summary>");
        _writer.Line(
            "/// <param name=\"adobePass\">The <see cref=\"global::AdobePass.AdobePassClient\"/> that sends the requests.</param>");
        _writer.Open($"public {client}({_runtime}AdobePassChannel adobePass)");
        _writer.Line("_adobePass = adobePass ?? throw new global::System.ArgumentNullException(nameof(adobePass));");
        _writer.Close();

        foreach (var method in _model.Methods)
        {
            _writer.Line();
            EmitMethod(method);
        }

        _writer.Close();
    }

    private void EmitMethod(BoundMethod method)
    {
        // A params array of the interface is a plain array here, so parameters before it cannot have default values.
        var optional = method.Parameters.Reverse().TakeWhile(static parameter => parameter.Default is not null).Count();
        var parameters = method.Parameters
            .Select((parameter, i) =>
                DeclarationEmitter.Parameter(parameter, _aliases, !method.IsExplicit && i >= method.Parameters.Count - optional))
            .ToList();
        _writer.Line("/// <inheritdoc/>");
        DeclarationEmitter.EmitObsolete(_writer, method);
        _writer.Open(
            method.IsExplicit
                ? $"{TypeNames.Of(method.ReturnType, _aliases)} {method.Declarer}.{Names.Escape(method.Name)}"
                : $"public {TypeNames.Of(method.ReturnType, _aliases)} {Names.Escape(method.Name)}",
            parameters);

        if (method.Call is { } call)
        {
            EmitCall(method, call);
        }
        else
        {
            var diagnostic = method.Diagnostic!;
            var message = $"{_model.Name}.{method.Name} does not match the API spec. {diagnostic.Id}: {diagnostic.Message}";
            _writer.Line($"throw new global::System.NotSupportedException({Literals.String(message)});");
        }

        _writer.Close();
    }

    private void EmitCall(BoundMethod method, BoundCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.IsNullChecked)
            {
                EmitNullCheck(argument.Parameter);
            }
        }

        if (call.Body is { IsNullChecked: true } body)
        {
            EmitNullCheck(body.Parameter);
        }

        var request = new NameSet([.. method.Parameters.Select(static parameter => parameter.Name)]).Take("request");
        var channel = method.Parameters.Any(static parameter => parameter.Name == "_adobePass") ? "this._adobePass" : "_adobePass";
        var device = call.Device is null ? string.Empty : ", " + Names.Escape(call.Device);
        var expressions = new Expressions(call.ModelNamespace, _aliases);
        _writer.Line($"var {request} = new {_runtime}AdobePassRequest({_operations.NameOf(call)}{device});");
        EmitArguments(call, expressions, request);
        EmitBody(call, expressions, request);

        // The compiler infers the type of the response from its reader, which never returns null.
        var type = call.Response is { } response ? TypeNames.Of(response.Type, _aliases) : string.Empty;
        var typeArgument = type.Contains('?') ? $"<{type}>" : string.Empty;
        var read = call.Response is null ? string.Empty : expressions.Reader(call.Response, _model.JsonContext);
        var cancellation = CancellationOf(call);
        var (send, arguments) = call.Result switch
        {
            CallResult.Uri => ("GetUri", new List<string> { request }),
            CallResult.Nothing or CallResult.Response => ("SendAsync", [request, cancellation]),
            CallResult.ResponseOfValue => ("SendForResponseAsync" + typeArgument, [request, read, cancellation]),
            _ => ("SendAsync" + typeArgument, [request, read, cancellation]),
        };
        if (call.IsValueTask)
        {
            _writer.List($"return new {TypeNames.Of(method.ReturnType, _aliases)}({channel}.{send}", arguments, ");");
        }
        else
        {
            _writer.List($"return {channel}.{send}", arguments, ";");
        }
    }

    private string CancellationOf(BoundCall call) => call switch
    {
        { Cancellation: null } => _aliases.Shorten("global::System.Threading.CancellationToken.None"),
        { IsCancellationNullable: true } => Names.Escape(call.Cancellation) + ".GetValueOrDefault()",
        _ => Names.Escape(call.Cancellation),
    };

    private void EmitArguments(BoundCall call, Expressions expressions, string request)
    {
        foreach (var argument in PathArguments(call))
        {
            // AddPath checks for null and reports the name of the parameter.
            var name = Names.Escape(argument.Parameter);
            var value = expressions.WireText(argument.Format, name, argument.IsNullable);
            var suppression = argument is { Format: WireFormat.Text, IsNullable: false } ? string.Empty : "!";
            _writer.Line($"{request}.AddPath(nameof({name}), {value}{suppression});");
        }

        foreach (var argument in call.Arguments)
        {
            var add = argument.Location switch
            {
                ParameterLocation.Query => "AddQuery",
                ParameterLocation.Header => "AddHeader",
                ParameterLocation.Form => "AddFormField",
                _ => null,
            };
            if (add is not null)
            {
                var value = expressions.WireText(argument.Format, Names.Escape(argument.Parameter), argument.IsNullable);
                _writer.Line($"{request}.{add}({Literals.String(argument.WireName)}, {value});");
            }
        }
    }

    private void EmitBody(BoundCall call, Expressions expressions, string request)
    {
        switch (call.Body)
        {
            case null:
                break;
            case { Format: BodyFormat.Form } form:
                _writer.Line($"{request}.BeginForm();");
                var owner = Names.Escape(form.Parameter) + (form.IsNullable ? "?." : ".");
                foreach (var field in form.Fields)
                {
                    var value = expressions.WireText(field.Format, owner + field.Property, field.IsNullable);
                    _writer.Line($"{request}.AddFormField({Literals.String(field.WireName)}, {value});");
                }

                break;
            case { ContextType: { } type } own:
                _writer.Line($"{request}.SetJsonBody({Names.Escape(own.Parameter)}, {expressions.TypeInfo(type, _model.JsonContext)});");
                break;
            case { } json:
                _writer.Line($"{request}.SetJsonBody({Names.Escape(json.Parameter)});");
                break;
        }
    }

    private void EmitNullCheck(string name)
    {
        name = Names.Escape(name);
        _writer.Open($"if ({name} is null)");
        _writer.Line($"throw new global::System.ArgumentNullException(nameof({name}));");
        _writer.Close();
    }

    // In the order of the placeholders in the path.
    private static IEnumerable<BoundArgument> PathArguments(BoundCall call)
    {
        foreach (var name in Placeholders(call.Path))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Location == ParameterLocation.Path && argument.WireName == name)
                {
                    yield return argument;
                }
            }
        }
    }

    private static IEnumerable<string> Placeholders(string path)
    {
        var open = path.IndexOf('{');
        while (open >= 0 && path.IndexOf('}', open) is >= 0 and var close)
        {
            yield return path.Substring(open + 1, close - open - 1);
            open = path.IndexOf('{', close);
        }
    }
}
