using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Compiles a project with the models of a document, and runs code of the project.</summary>
internal static class SchemaProject
{
    /// <summary>The code of a project whose interface has all operations of the spec "mine".</summary>
    public const string AllOperations =
        "namespace MyApp { /// <summary>All.</summary>\n[AdobePass.AdobePassApi(\"mine\")] public partial interface IMine { } }";

    /// <summary>Creates a document whose operation <c>thing</c> sends and receives the schema <c>Thing</c>.</summary>
    /// <param name="schemas">The members of <c>components/schemas</c>.</param>
    /// <param name="version">The version of OpenAPI.</param>
    /// <param name="sends">Whether a request has the schema.</param>
    /// <param name="receives">Whether a response has the schema.</param>
    public static string Document(string schemas, string version = "3.1.0", bool sends = true, bool receives = true)
    {
        const string Content = """{ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } }, "required": true, "description": "It." }""";
        var body = sends ? $"\"requestBody\": {Content}," : string.Empty;
        var response = receives ? $"\"200\": {Content}" : "\"204\": { \"description\": \"None.\" }";
        return $$"""
            { "openapi": "{{version}}", "paths": { "/thing": { "put": { "operationId": "thing", {{body}} "responses": { {{response}} } } } },
              "components": { "schemas": { {{schemas}} } } }
            """;
    }

    /// <summary>Compiles the code <c>return …;</c> of a method and runs it.</summary>
    public static object? Run(string document, string code)
    {
        var source = $$"""
            #pragma warning disable CS1591, CS0183, CS8602
            using System; using System.Collections.Generic; using System.Linq; using System.Text; using System.Text.Json;
            using MyApp.Mine;
            namespace MyApp
            {
                [AdobePass.AdobePassApi("mine")] public partial interface IMine { }
                public static class Program
                {
                    public static string Write(AdobePass.Runtime.IJsonModel model)
                    {
                        using var stream = new System.IO.MemoryStream();
                        using (var writer = new Utf8JsonWriter(stream)) { model.WriteTo(writer); }
                        return Encoding.UTF8.GetString(stream.ToArray());
                    }

                    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

                    public static object? Run() { {{code}} }
                }
            }
            """;
        var assembly = UserProject.WithoutSpecs(source).WithSpec("mine", document).Generate().Load();
        return assembly.GetType("MyApp.Program")!.GetMethod("Run")!.Invoke(null, null);
    }

    /// <summary>Reads JSON as <c>Thing</c>, evaluates an expression about it, and checks that it is written as it was read.</summary>
    /// <param name="document">The document.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="expression">The expression about <c>thing</c>.</param>
    /// <returns>The value of the expression.</returns>
    public static object? RoundTrip(string document, string json, string expression = "null")
    {
        var result = (object?[])Run(
            document,
            $"var thing = Thing.Parse(Utf8({JsonSerializer.Serialize(json)})); return new object?[] {{ Write(thing), {expression} }};")!;
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse((string)result[0]!)),
            $"read:    {json}\nwritten: {result[0]}");
        return result[1];
    }
}
