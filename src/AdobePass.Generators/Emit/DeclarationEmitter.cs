using AdobePass.Generators.Binding;
using AdobePass.Generators.Spec;
using AdobePass.Generators.Text;

namespace AdobePass.Generators.Emit;

/// <summary>The methods of a whole spec as an author declares them: what their names say already needs no attribute.</summary>
internal static class DeclarationEmitter
{
    public static string Emit(IEnumerable<BoundMethod> methods, SpecModel spec)
    {
        var writer = new SourceWriter();
        var isFirst = true;
        foreach (var method in methods)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;

            // The exceptions are the same for every method; somebody who reads and trims can do without.
            ClientEmitter.EmitDocs(writer, method.Docs! with { Sends = false });
            var operation = spec.FindOperation(method.Call!.OperationId)!;
            if (spec.FindOperationOf(method.Name, operationId: null) != operation)
            {
                writer.Line($"[global::AdobePass.AdobePassOperation({ClientEmitter.Literal(operation.Id)})]");
            }

            ClientEmitter.EmitObsolete(writer, method);
            writer.Line($"{method.ReturnText} {Names.Escape(method.Name)}({string.Join(", ", method.Parameters.Select(parameter => Parameter(method.Call!, operation, parameter)))});");
        }

        return writer.ToString();
    }

    private static string Parameter(BoundCall call, OperationModel operation, BoundParameter parameter)
    {
        var name = Names.Escape(parameter.Name);
        var argument = call.Arguments.FirstOrDefault(each => each.Name == name);
        var attribute = argument is null || operation.FindParameter(parameter.Name, wireName: null)?.Name == argument.WireName
            ? string.Empty
            : $"[global::AdobePass.AdobePassParameter({ClientEmitter.Literal(argument.WireName)})] ";

        // A reference loses its question mark where annotations are off, a value never.
        var type = parameter is { IsValueType: true, DefaultText: not null } ? $"global::System.Nullable<{parameter.TypeText.TrimEnd('?')}>" : parameter.TypeText;
        return $"{attribute}{type} {name}" + (parameter.DefaultText is { } value ? " = " + value : string.Empty);
    }
}
