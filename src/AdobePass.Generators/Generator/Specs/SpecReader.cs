using System.Globalization;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads an OpenAPI 3.x document into a model. An error in one part does not affect the other parts.</summary>
internal static class SpecReader
{
    public static SpecReading Read(SpecFile file, CancellationToken cancellationToken)
    {
        var text = file.Text.ToString();
        var documents = new SpecDocuments(file);
        var diagnostics = new SpecDiagnostics(documents);

        if (LooksLikeYaml(file.Path, text))
        {
            diagnostics.AddAt(SpecDescriptors.SpecIsYaml, 0, FirstLine(text));
            return new SpecReading(file.Name, null, diagnostics.ToArray());
        }

        JsonNode root;
        try
        {
            root = JsonReader.Read(text, cancellationToken);
        }
        catch (JsonSyntaxException exception)
        {
            var position = file.Text.Lines.GetLinePosition(Math.Min(exception.Position, file.Text.Length));
            diagnostics.AddAt(
                SpecDescriptors.InvalidJson,
                exception.Position,
                1,
                (position.Line + 1).ToString(CultureInfo.InvariantCulture),
                (position.Character + 1).ToString(CultureInfo.InvariantCulture),
                exception.Message);
            return new SpecReading(file.Name, null, diagnostics.ToArray());
        }

        if (root is not JsonObject document || !IsSupported(document, diagnostics, root))
        {
            if (root is not JsonObject)
            {
                diagnostics.AddAt(SpecDescriptors.TopLevelIsNotObject, 0, FirstLine(text));
            }

            return new SpecReading(file.Name, null, diagnostics.ToArray());
        }

        documents.Main.Root = document;
        documents.ReadParts(cancellationToken);
        var references = new ReferenceResolver(documents, diagnostics);
        var schemas = new SchemaReader(document, references, diagnostics, cancellationToken) { HasDates = file.HasDates };
        var operations = new OperationReader(file.Name, document, references, schemas, diagnostics, cancellationToken).Read();
        schemas.ReadRuntimeTypes();
        references.Report();
        return new SpecReading(file.Name, new SpecModel(file.Name, operations, schemas.ToArray(operations)), diagnostics.ToArray());
    }

    private static bool IsSupported(JsonObject document, SpecDiagnostics diagnostics, JsonNode root)
    {
        if (document.FindString("openapi") is { } version)
        {
            if (version.StartsWith("3.", StringComparison.Ordinal))
            {
                return true;
            }

            diagnostics.Add(SpecDescriptors.UnsupportedVersion, document.Find("openapi")!, version);
            return false;
        }

        if (document.Find("openapi") is { } value)
        {
            diagnostics.Add(SpecDescriptors.VersionIsNotString, value);
            return false;
        }

        diagnostics.AddAt(
            document.Find("swagger") is not null ? SpecDescriptors.SpecIsSwagger : SpecDescriptors.VersionIsMissing,
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
        return start.StartsWith("openapi:", StringComparison.Ordinal)
            || start.StartsWith("---", StringComparison.Ordinal)
            || start.StartsWith("swagger:", StringComparison.Ordinal);
    }

    private static int FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text.Length : end;
    }
}
