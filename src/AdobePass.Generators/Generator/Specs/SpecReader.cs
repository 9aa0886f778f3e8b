using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the text of an OpenAPI 3.x document into a model. A fault in one place leaves the rest usable.</summary>
internal static class SpecReader
{
    public static SpecReading Read(SpecFile file, CancellationToken cancellationToken)
    {
        var text = file.Text.ToString();
        var faults = new SpecDiagnostics();

        if (LooksLikeYaml(file.Path, text))
        {
            faults.Add(RuleIds.SpecIsYaml, "The spec is YAML. Convert it to JSON and commit the result; any OpenAPI editor exports it", 0, FirstLine(text));
            return new SpecReading(file.Name, null, faults.ToArray());
        }

        JsonNode root;
        try
        {
            root = JsonReader.Read(text, cancellationToken);
        }
        catch (JsonSyntaxException fault)
        {
            var line = file.Text.Lines.GetLinePosition(Math.Min(fault.Position, file.Text.Length));
            faults.Add(RuleIds.SpecIsNotJson, $"The spec is no JSON from line {line.Line + 1}, column {line.Character + 1}: {fault.Message}", fault.Position, 1);
            return new SpecReading(file.Name, null, faults.ToArray());
        }

        if (root is not JsonObject document || !IsSupported(document, faults, root))
        {
            if (root is not JsonObject)
            {
                faults.Add(RuleIds.SpecIsNotOpenApi, "The spec is JSON but no OpenAPI document: its top level is no object", 0, FirstLine(text));
            }

            return new SpecReading(file.Name, null, faults.ToArray());
        }

        var references = new ReferenceResolver(document, faults);
        var schemas = new SchemaReader(document, references, faults, cancellationToken);
        var operations = new OperationReader(document, references, schemas, faults, cancellationToken).Read();
        schemas.ReadRuntimeTypes();
        return new SpecReading(file.Name, new SpecModel(file.Name, operations, schemas.ToArray(operations)), faults.ToArray());
    }

    private static bool IsSupported(JsonObject document, SpecDiagnostics faults, JsonNode root)
    {
        if (document.FindString("openapi") is { } version)
        {
            if (version.StartsWith("3.", StringComparison.Ordinal))
            {
                return true;
            }

            faults.Add(RuleIds.SpecIsNotOpenApi, $"The spec says OpenAPI {version}; OpenAPI 3 can be read", document.Find("openapi")!);
            return false;
        }

        if (document.Find("openapi") is { } odd)
        {
            faults.Add(RuleIds.SpecIsNotOpenApi, "The value of \"openapi\" is no string; write the version in quotes, such as \"3.1.0\"", odd);
            return false;
        }

        faults.Add(
            RuleIds.SpecIsNotOpenApi,
            document.Find("swagger") is not null
                ? "The spec is Swagger 2.0; convert it to OpenAPI 3"
                : "The spec is JSON but no OpenAPI document: the member \"openapi\" is missing",
            root.Start,
            1);
        return false;
    }

    private static bool LooksLikeYaml(string path, string text)
    {
        var extension = path.Substring(path.LastIndexOf('.') + 1);
        if (extension.Equals("yaml", StringComparison.OrdinalIgnoreCase) || extension.Equals("yml", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith("openapi:", StringComparison.Ordinal) || start.StartsWith("---", StringComparison.Ordinal) || start.StartsWith("swagger:", StringComparison.Ordinal);
    }

    private static int FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text.Length : end;
    }
}
