using AdobePass.Generators.Catalog;
using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the client of one interface, the methods of an interface that declares none, and the registration method.</summary>
internal static class ClientEmitter
{
    private const string Runtime = "global::AdobePass.Runtime.";

    public static string Emit(BoundInterface model)
    {
        var writer = EmittedFile.Begin();
        writer.OpenNamespace(model.Namespace);

        if (model.IsFilledIn)
        {
            EmitInterface(writer, model);
            writer.Line();
        }

        EmitClient(writer, model);
        if (model.GeneratesRegistration)
        {
            writer.Line();
            EmitRegistration(writer, model);
        }

        writer.CloseNamespace(model.Namespace);
        return writer.ToString();
    }

    /// <summary>The methods of a whole spec, as an interface declares them.</summary>
    public static string EmitDeclarations(IEnumerable<BoundMethod> methods)
    {
        var writer = new SourceWriter();
        EmitDeclarations(writer, methods);
        return writer.ToString();
    }

    private static void EmitInterface(SourceWriter writer, BoundInterface model)
    {
        foreach (var container in model.Containers)
        {
            writer.Open("partial " + container);
        }

        writer.Open($"partial interface {Names.Escape(model.Name)}");
        EmitDeclarations(writer, model.Methods);
        writer.Close();
        foreach (var _ in model.Containers)
        {
            writer.Close();
        }
    }

    private static void EmitDeclarations(SourceWriter writer, IEnumerable<BoundMethod> methods)
    {
        var isFirst = true;
        foreach (var method in methods)
        {
            if (method is not { Docs: { } docs, Call: { } call })
            {
                continue;
            }

            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            EmitDocs(writer, docs);
            writer.Line($"[global::AdobePass.AdobePassOperation({Literal(call.OperationId)})]");
            EmitObsolete(writer, method);
            writer.Line($"{method.ReturnText} {Names.Escape(method.Name)}({string.Join(", ", method.Parameters.Select(parameter => WireName(call, parameter) + Declaration(parameter, withDefault: true)))});");
        }
    }

    // Only where the name alone would be another parameter or none.
    private static string WireName(BoundCall call, BoundParameter parameter)
    {
        var own = call.Arguments.FirstOrDefault(argument => argument.Name == Names.Escape(parameter.Name));
        return own is null || own == call.Arguments.FirstOrDefault(argument => Names.Fold(argument.WireName) == Names.Fold(parameter.Name))
            ? string.Empty
            : $"[global::AdobePass.AdobePassParameter({Literal(own.WireName)})] ";
    }

    // On the client as well: whoever holds the class instead of the interface has to hear it too.
    private static void EmitObsolete(SourceWriter writer, BoundMethod method)
    {
        if (method.Docs is { IsDeprecated: true })
        {
            writer.Line($"[global::System.Obsolete({Literal($"The API spec marks the operation \"{method.Call!.OperationId}\" as deprecated.")})]");
        }
    }

    private static void EmitDocs(SourceWriter writer, MethodDocs docs)
    {
        XmlDocs.Summary(writer, docs.Summary);
        foreach (var parameter in docs.Parameters)
        {
            XmlDocs.Parameter(writer, parameter.Name, parameter.Text);
        }

        XmlDocs.Returns(writer, docs.Returns);
        if (docs.Sends)
        {
            writer.Line("/// <exception cref=\"global::AdobePass.AdobePassApiException\">The service answered with an error status.</exception>");
            writer.Line("/// <exception cref=\"global::AdobePass.AdobePassConnectionException\">No whole answer arrived.</exception>");
            writer.Line("/// <exception cref=\"global::AdobePass.AdobePassResponseException\">The answer does not fit the spec.</exception>");
        }

        XmlDocs.Remarks(writer, docs.Remarks);
    }

    private static void EmitClient(SourceWriter writer, BoundInterface model)
    {
        var client = Names.Escape(model.ClientName);
        var operations = new OperationFields(model);

        writer.Line($"/// <summary>Calls the operations of <see cref=\"{model.FullName}\"/> through a connection to Adobe Pass.</summary>");
        writer.Line(EmittedFile.Marker);
        writer.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
        writer.Open($"{model.Accessibility} sealed class {client} : {model.FullName}");

        foreach (var field in operations.Fields)
        {
            writer.Line(field);
        }

        if (operations.Fields.Count > 0)
        {
            writer.Line();
        }

        writer.Line($"private readonly {Runtime}AdobePassChannel _adobePass;");
        writer.Line();
        writer.Line("/// <summary>Makes a client.</summary>");
        writer.Line("/// <param name=\"adobePass\">The connection, an <see cref=\"global::AdobePass.AdobePassClient\"/>.</param>");
        writer.Open($"public {client}({Runtime}AdobePassChannel adobePass)");
        writer.Line("_adobePass = adobePass ?? throw new global::System.ArgumentNullException(nameof(adobePass));");
        writer.Close();

        foreach (var method in model.Methods)
        {
            writer.Line();
            EmitMethod(writer, model, method, operations);
        }

        writer.Close();
    }

    private static void EmitMethod(SourceWriter writer, BoundInterface model, BoundMethod method, OperationFields operations)
    {
        // Before an array of arguments the interface may have defaults, and the array is a plain one here.
        var optional = method.Parameters.Reverse().TakeWhile(static parameter => parameter.DefaultText is not null).Count();
        var parameters = string.Join(", ", method.Parameters.Select((parameter, i) => Declaration(parameter, withDefault: !method.IsExplicit && i >= method.Parameters.Count - optional)));
        writer.Line("/// <inheritdoc/>");
        EmitObsolete(writer, method);
        writer.Open(method.IsExplicit
            ? $"{method.ReturnText} {method.Declarer}.{Names.Escape(method.Name)}({parameters})"
            : $"public {method.ReturnText} {Names.Escape(method.Name)}({parameters})");

        if (method.Call is { } call)
        {
            EmitCall(writer, model, method, call, operations);
        }
        else
        {
            writer.Line($"throw new global::System.NotSupportedException({Literal($"{model.Name}.{method.Name} does not fit the API spec. {method.Fault}")});");
        }

        writer.Close();
    }

    private static void EmitCall(SourceWriter writer, BoundInterface model, BoundMethod method, BoundCall call, OperationFields operations)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.IsNullChecked)
            {
                EmitNullCheck(writer, argument.Name);
            }
        }

        if (call.Body is { IsNullChecked: true } body)
        {
            EmitNullCheck(writer, body.Name);
        }

        var request = Local(method, "request");
        var channel = method.Parameters.Any(static parameter => parameter.Name == "_adobePass") ? "this._adobePass" : "_adobePass";
        var device = call.DeviceArgument is null ? string.Empty : ", " + call.DeviceArgument;
        writer.Line($"var {request} = new {Runtime}AdobePassRequest({operations.NameOf(call)}{device});");
        foreach (var argument in PathArguments(call))
        {
            // AddPath refuses null by itself, with the parameter's name.
            var value = argument.Text == argument.Name && !IsNullable(method, argument.Name) ? argument.Text : argument.Text + "!";
            writer.Line($"{request}.AddPath(nameof({argument.Name}), {value});");
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
                writer.Line($"{request}.{add}({Literal(argument.WireName)}, {argument.Text});");
            }
        }

        EmitBody(writer, model, call, request);

        // The compiler infers the type of the answer from its reader, which never gives null.
        var typeArgument = call.ValueText?.Contains('?') == true ? $"<{call.ValueText}>" : string.Empty;
        var cancellation = call.CancellationArgument ?? "global::System.Threading.CancellationToken.None";
        var send = call.Result switch
        {
            CallResult.Uri => $"{channel}.GetUri({request})",
            CallResult.Nothing or CallResult.Response => $"{channel}.SendAsync({request}, {cancellation})",
            CallResult.ResponseOfValue => $"{channel}.SendForResponseAsync{typeArgument}({request}, {call.ReadText}, {cancellation})",
            _ => $"{channel}.SendAsync{typeArgument}({request}, {call.ReadText}, {cancellation})",
        };
        writer.Line(call.IsValueTask ? $"return new {method.ReturnText}({send});" : $"return {send};");
    }

    private static void EmitBody(SourceWriter writer, BoundInterface model, BoundCall call, string request)
    {
        switch (call.Body)
        {
            case null:
                break;
            case { Format: BodyFormat.Form } form:
                writer.Line($"{request}.BeginForm();");
                foreach (var field in form.Fields)
                {
                    writer.Line($"{request}.AddFormField({Literal(field.WireName)}, {field.Text});");
                }

                break;
            case { TypeInfoText: { } type } own:
                writer.Line($"{request}.SetJsonBody({own.Name}, {Runtime}AdobePassJson.TypeInfo<{type}>({model.JsonContext}.Default));");
                break;
            case { } json:
                writer.Line($"{request}.SetJsonBody({json.Name});");
                break;
        }
    }

    private static void EmitRegistration(SourceWriter writer, BoundInterface model)
    {
        var client = Names.Escape(model.ClientName);
        var stem = model.ClientName.EndsWith("Client", StringComparison.Ordinal) && model.ClientName.Length > 6
            ? model.ClientName.Substring(0, model.ClientName.Length - 6)
            : model.ClientName;
        const string builder = "global::Microsoft.Extensions.DependencyInjection.AdobePassBuilder";

        writer.Line($"/// <summary>Registers <see cref=\"{model.FullName}\"/> with dependency injection.</summary>");
        writer.Line(EmittedFile.Marker);
        writer.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
        writer.Open($"{model.Accessibility} static class {model.ClientName}Registration");
        writer.Line($"/// <summary>Registers <see cref=\"{model.FullName}\"/> as a singleton over the application's connection to Adobe Pass.</summary>");
        writer.Line("/// <param name=\"builder\">What <c>services.AddAdobePass(…)</c> returned.</param>");
        writer.Line("/// <returns>The same builder.</returns>");
        writer.Open($"public static {builder} Add{stem}(this {builder} builder)");
        writer.Open("if (builder is null)");
        writer.Line("throw new global::System.ArgumentNullException(nameof(builder));");
        writer.Close();
        writer.Line();
        writer.Line($"return builder.AddClient<{model.FullName}>(static adobePass => new {client}(adobePass));");
        writer.Close();
        writer.Close();
    }

    private static void EmitNullCheck(SourceWriter writer, string name)
    {
        writer.Open($"if ({name} is null)");
        writer.Line($"throw new global::System.ArgumentNullException(nameof({name}));");
        writer.Close();
        writer.Line();
    }

    private static bool IsNullable(BoundMethod method, string name) =>
        method.Parameters.Any(parameter => Names.Escape(parameter.Name) == name && parameter.TypeText.EndsWith("?", StringComparison.Ordinal));

    // In the order of the placeholders in the path.
    private static IEnumerable<BoundArgument> PathArguments(BoundCall call)
    {
        foreach (var (name, _, _) in Placeholders(call.Path))
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

    private static IEnumerable<(string Name, int Start, int End)> Placeholders(string path)
    {
        var open = path.IndexOf('{');
        while (open >= 0 && path.IndexOf('}', open) is >= 0 and var close)
        {
            yield return (path.Substring(open + 1, close - open - 1), open, close + 1);
            open = path.IndexOf('{', close);
        }
    }

    private static string Declaration(BoundParameter parameter, bool withDefault) =>
        $"{parameter.TypeText} {Names.Escape(parameter.Name)}" + (withDefault && parameter.DefaultText is { } value ? " = " + value : string.Empty);

    private static string Local(BoundMethod method, string wanted)
    {
        var names = new NameSet([.. method.Parameters.Select(static parameter => parameter.Name)]);
        return names.Take(wanted);
    }

    internal static string Literal(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
            {
                return SymbolDisplay.FormatLiteral(text, quote: true);
            }
        }

        // Nearly every text of a spec needs no escape, so the compiler need not look for one.
        return "\"" + text + "\"";
    }

    /// <summary>One static field per operation that the client uses.</summary>
    private sealed class OperationFields
    {
        private readonly Dictionary<string, string> _nameById = new(StringComparer.Ordinal);

        public OperationFields(BoundInterface model)
        {
            var names = new NameSet([model.ClientName, .. model.Methods.Select(static method => method.Name)]);
            foreach (var method in model.Methods)
            {
                if (method.Call is { } call && !_nameById.ContainsKey(Key(call)))
                {
                    var name = names.Take(Names.Pascal(call.OperationId) + "Operation");
                    _nameById[Key(call)] = name;
                    var arguments = new List<string>
                    {
                        Literal(call.OperationId),
                        Literal(call.HttpMethod.ToUpperInvariant()),
                        Literal(call.Path),
                        "requiresAccessToken: " + (call.RequiresAccessToken ? "true" : "false"),
                        DeviceHeadersText(call.DeviceHeaders),
                    };
                    if (call.Redirects)
                    {
                        arguments.Add("redirects: true");
                    }

                    if (call.RequiresAccessToken && call.Scopes.Length > 0)
                    {
                        arguments.Add("scopes: " + Literal(call.Scopes));
                    }

                    if (model.HasStrictResponses)
                    {
                        arguments.Add("strictResponses: true");
                    }

                    if (call.IsBackground)
                    {
                        arguments.Add("isBackground: true");
                    }

                    if (call.RequestKind != RequestKind.Api)
                    {
                        arguments.Add($"requestKind: {Runtime}RequestKind.{call.RequestKind}");
                    }

                    // GET is idempotent by definition.
                    if (call.IsIdempotent != (call.HttpMethod == "get"))
                    {
                        arguments.Add("isIdempotent: " + (call.IsIdempotent ? "true" : "false"));
                    }

                    Fields.Add($"private static readonly {Runtime}AdobePassOperation {name} = new({string.Join(", ", arguments)});");
                }
            }
        }

        public List<string> Fields { get; } = [];

        public string NameOf(BoundCall call) => _nameById[Key(call)];

        private static string Key(BoundCall call) => call.OperationId + "\n" + call.Path;

        private static string DeviceHeadersText(DeviceHeaderKinds headers)
        {
            var names = new List<string>();
            Add(DeviceHeaderKinds.DeviceIdentifier, nameof(DeviceHeaderKinds.DeviceIdentifier));
            Add(DeviceHeaderKinds.DeviceInformation, nameof(DeviceHeaderKinds.DeviceInformation));
            Add(DeviceHeaderKinds.ForwardedFor, nameof(DeviceHeaderKinds.ForwardedFor));

            return names.Count == 0 ? Runtime + "DeviceHeaders.None" : string.Join(" | ", names);

            void Add(DeviceHeaderKinds kind, string name)
            {
                if ((headers & kind) != 0)
                {
                    names.Add(Runtime + "DeviceHeaders." + name);
                }
            }
        }
    }
}
