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
    private readonly ParameterEmitter _parameters;

    private ClientEmitter(SourceWriter writer, BoundInterface model, NamespaceAliases aliases)
    {
        _writer = writer;
        _model = model;
        _aliases = aliases;
        _runtime = aliases.Shorten("global::AdobePass.Runtime.");
        _operations = new OperationFields(model, _runtime);
        _parameters = new ParameterEmitter(writer, model, aliases, _runtime);
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
        return writer.TakeText();
    }

    private void EmitClient()
    {
        var client = Names.Escape(_model.ClientName);
        _writer.Documentation($"<summary>Implements <see cref=\"{_model.FullName}\"/> with requests to Adobe Pass.</summary>");
        _writer.Attributes();
        foreach (var restriction in _model.Restrictions)
        {
            _writer.Line(restriction);
        }

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

        _parameters.EmitWriteMethods();
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
        foreach (var restriction in method.IsExplicit ? EquatableArray<string>.Empty : method.Restrictions)
        {
            _writer.Line(restriction);
        }

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
        _parameters.EmitArguments(call, expressions, request);
        _parameters.EmitBody(call, expressions, request);

        // The compiler infers the type of the response from its reader, which never returns null.
        var type = call.Response is { } response ? TypeNames.Of(response.Type, _aliases) : string.Empty;
        var typeArgument = type.Contains('?') || call.Response?.IsOptional == true ? $"<{type}>" : string.Empty;
        var read = call.Response is null ? string.Empty : expressions.Reader(call.Response, _model.JsonContext);
        var cancellation = CancellationOf(call);
        var send = SendMethod(call);
        var arguments = call.Result == CallResult.Uri ? [request]
            : read.Length > 0 ? [request, read, cancellation]
            : new List<string> { request, cancellation };
        send += read.Length > 0 ? typeArgument : string.Empty;
        if (call.IsValueTask)
        {
            _writer.List($"return new {TypeNames.Of(method.ReturnType, _aliases)}({channel}.{send}", arguments, ");");
        }
        else
        {
            _writer.List($"return {channel}.{send}", arguments, ";");
        }
    }

    private static string SendMethod(BoundCall call) => (call.Result, call.Response?.Reader) switch
    {
        (CallResult.Uri, _) => "GetUri",
        (CallResult.Nothing or CallResult.Response, _) => "SendAsync",
        (CallResult.ResponseOfValue, ResponseReader.Text) => "SendForTextResponseAsync",
        (CallResult.ResponseOfValue, ResponseReader.Stream) => "SendForStreamResponseAsync",
        (_, ResponseReader.Text) => "SendForTextAsync",
        (_, ResponseReader.Stream) => "SendForStreamAsync",
        (CallResult.ResponseOfValue, _) => call.Response!.IsOptional ? "SendOptionalForResponseAsync" : "SendForResponseAsync",
        _ => call.Response!.IsOptional ? "SendOptionalAsync" : "SendAsync",
    };

    private string CancellationOf(BoundCall call) => call switch
    {
        { Cancellation: null } => _aliases.Shorten("global::System.Threading.CancellationToken.None"),
        { IsCancellationNullable: true } => Names.Escape(call.Cancellation) + ".GetValueOrDefault()",
        _ => Names.Escape(call.Cancellation),
    };

    private void EmitNullCheck(string name)
    {
        name = Names.Escape(name);
        _writer.Open($"if ({name} is null)");
        _writer.Line($"throw new global::System.ArgumentNullException(nameof({name}));");
        _writer.Close();
    }
}
