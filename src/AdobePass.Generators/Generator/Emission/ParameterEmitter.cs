using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the statements that add the parameters and the body to a request, and the methods that write values as JSON.</summary>
internal sealed class ParameterEmitter
{
    private readonly SourceWriter _writer;
    private readonly NamespaceAliases _aliases;
    private readonly string _runtime;
    private readonly string? _jsonContext;
    private readonly NameSet _names;
    private readonly Dictionary<(TypeModel Schema, TypeRef Type), string> _writeMethods = [];
    private readonly List<(string Name, WrittenValue Value)> _order = [];

    /// <param name="writer">The writer.</param>
    /// <param name="model">The interface.</param>
    /// <param name="aliases">The aliases of the file.</param>
    /// <param name="runtime">The prefix of the runtime's types.</param>
    public ParameterEmitter(SourceWriter writer, BoundInterface model, NamespaceAliases aliases, string runtime)
    {
        _writer = writer;
        _aliases = aliases;
        _runtime = runtime;
        _jsonContext = model.JsonContext;
        _names = new NameSet([model.ClientName, .. model.Methods.Select(static method => method.Name)]);
    }

    public void EmitArguments(BoundCall call, Expressions expressions, string request)
    {
        foreach (var argument in PathArguments(call))
        {
            // AddPath checks for null and reports the name of the parameter.
            var name = Names.Escape(argument.Parameter);
            if (argument.Written is { } written)
            {
                var wireName = Literals.String(argument.WireName);
                var parts = $"{Value(call, argument.WireName, written, name, argument.IsNullable)}, {Style(argument.Style)}";
                _writer.Line($"{request}.AddPath(nameof({name}), {wireName}, {parts});");
                continue;
            }

            var value = expressions.WireText(argument.Format, name, argument.IsNullable);
            var suppression = argument is { Format: WireFormat.Text, IsNullable: false } ? string.Empty : "!";
            _writer.Line($"{request}.AddPath(nameof({name}), {value}{suppression});");
        }

        if (call.IsMultipart)
        {
            _writer.Line($"{request}.BeginMultipart();");
        }

        foreach (var argument in call.Arguments)
        {
            EmitArgument(call, expressions, request, argument);
        }
    }

    private void EmitArgument(BoundCall call, Expressions expressions, string request, BoundArgument argument)
    {
        var add = argument.Location switch
        {
            ParameterLocation.Query => "AddQuery",
            ParameterLocation.Header => "AddHeader",
            ParameterLocation.Cookie => "AddCookie",
            ParameterLocation.Form => "AddFormField",
            ParameterLocation.Part => "AddPart",
            _ => null,
        };
        if (add is null)
        {
            return;
        }

        var name = Names.Escape(argument.Parameter);
        var start = $"{request}.{add}({Literals.String(argument.WireName)}, ";
        if (argument.Format == WireFormat.File)
        {
            _writer.Line($"{start}{name}, {Literals.String(argument.ContentType ?? "application/octet-stream")});");
        }
        else if (argument.Written is not { } written)
        {
            _writer.Line($"{start}{expressions.WireText(argument.Format, name, argument.IsNullable)});");
        }
        else
        {
            var value = Value(call, argument.WireName, written, name, argument.IsNullable);
            var style = argument.Location == ParameterLocation.Part
                ? argument.ContentType is null ? "contentType: null" : Literals.String(argument.ContentType)
                : Style(argument.Style) + (argument.Style.AllowReserved ? ", allowReserved: true" : string.Empty);
            _writer.Line($"{start}{value}, {style});");
        }
    }

    public void EmitBody(BoundCall call, Expressions expressions, string request)
    {
        if (call.Body is not { } body)
        {
            return;
        }

        var name = Names.Escape(body.Parameter);
        switch (body)
        {
            case { Format: BodyFormat.Text }:
                _writer.Line($"{request}.SetTextBody({name});");
                break;
            case { Format: BodyFormat.Stream }:
                _writer.Line($"{request}.SetStreamBody({name});");
                break;
            case { Format: BodyFormat.Form, Written: { } form }:
                var style = Style(ParameterFormat.DefaultOf(ParameterLocation.Form));
                _writer.Line($"{request}.AddFormField(\"\", {Value(call, "Body", form, name, body.IsNullable)}, {style});");
                break;
            case { Format: BodyFormat.Form }:
                EmitForm(call, body, expressions, request);
                break;
            case { Written: { } written }:
                _writer.Line($"{request}.SetJsonBody({Value(call, "Body", written, name, body.IsNullable)});");
                break;
            case { ContextType: { } type }:
                _writer.Line($"{request}.SetJsonBody({name}, {expressions.TypeInfo(type, _jsonContext)});");
                break;
            default:
                _writer.Line($"{request}.SetJsonBody({name});");
                break;
        }
    }

    private void EmitForm(BoundCall call, BoundBody form, Expressions expressions, string request)
    {
        _writer.Line($"{request}.BeginForm();");
        var owner = Names.Escape(form.Parameter) + (form.IsNullable ? "?." : ".");
        foreach (var field in form.Fields)
        {
            var start = $"{request}.AddFormField({Literals.String(field.WireName)}, ";
            if (field.Written is { } written)
            {
                var value = Value(call, field.WireName, written, owner + field.Property, form.IsNullable || field.IsNullable);
                _writer.Line($"{start}{value}, {Style(field.Style)});");
            }
            else
            {
                _writer.Line($"{start}{expressions.WireText(field.Format, owner + field.Property, field.IsNullable)});");
            }
        }
    }

    /// <summary>Emits the methods that write values.</summary>
    public void EmitWriteMethods()
    {
        foreach (var (name, value) in _order)
        {
            _writer.Line();
            var type = TypeNames.Of(value.Type, _aliases);
            _writer.Open($"private static void {name}(global::System.Text.Json.Utf8JsonWriter writer, {type} value)");
            ValueWriter.Write(_writer, value.Schema, "value", name: null, new NameSet("writer", "value"));
            _writer.Close();
        }
    }

    // The runtime infers the type of a reference or of a nullable value. A value that is not nullable needs its type.
    private string Value(BoundCall call, string wireName, WrittenValue written, string value, bool isNullable)
    {
        var key = (written.Schema, written.Type);
        if (!_writeMethods.TryGetValue(key, out var method))
        {
            method = _names.Take("Write" + Names.Pascal(call.OperationId) + Names.Pascal(wireName));
            _writeMethods.Add(key, method);
            _order.Add((method, written));
        }

        var argument = written.IsValueType && !isNullable ? $"<{TypeNames.Of(written.Type, _aliases)}>" : string.Empty;
        return $"{_runtime}JsonValue.Of{argument}({value}, {method})";
    }

    private string Style(ParameterFormat format) =>
        $"{_runtime}ParameterStyle.{format.Style}, explode: {Literals.Boolean(format.Explode)}";

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
