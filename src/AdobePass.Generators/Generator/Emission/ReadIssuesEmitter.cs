using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the property of a response with the parts that could not be read.</summary>
internal static class ReadIssuesEmitter
{
    private const string Type = "Generic::IReadOnlyList<Pass::ReadIssue>";

    public static void Emit(SourceWriter writer, SchemaModel schema)
    {
        if (!schema.IsResponse)
        {
            return;
        }

        writer.Line("/// <summary>Gets the parts of the response that could not be read and were left out.</summary>");
        var property = $"public {Type} {schema.ReadIssuesName} {{ get; private set; }} =";
        const string none = "global::System.Array.Empty<Pass::ReadIssue>();";
        writer.Lines(writer.Fits(property + " " + none) ? property + " " + none : property + "\n    " + none);
        writer.Line();
        writer.ExpressionBody($"void Runtime::IResponseModel.SetReadIssues({Type} issues)", $"{schema.ReadIssuesName} = issues");
        writer.Line();
    }
}
