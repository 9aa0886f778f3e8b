using System.Text.Json.Nodes;

namespace AdobePass.ApiSpec.Tests;

public class DescriptionTests
{
    public static TheoryData<string> Files => Spec.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Schemas_and_their_properties_are_described(string file)
    {
        foreach (var (name, schema) in Spec.Schemas(file))
        {
            AssertSentence($"{file}: {name}", schema!);
        }

        foreach (var (location, _, schema) in Spec.Properties(file))
        {
            AssertSentence(location, schema);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Components_are_described(string file)
    {
        var components = Spec.Load(file)["components"]!.AsObject();
        foreach (var kind in new[] { "parameters", "headers", "responses", "securitySchemes" })
        {
            foreach (var (name, component) in components[kind]?.AsObject() ?? [])
            {
                AssertSentence($"{file}: {kind}/{name}", component!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Operations_are_described(string file)
    {
        AssertSentence(file, Spec.Load(file)["info"]!);
        foreach (var tag in Spec.Load(file)["tags"]!.AsArray())
        {
            AssertSentence($"{file}: tag", tag!);
        }

        foreach (var operation in Spec.Operations(file))
        {
            AssertSentence(operation.Id, operation.Node);
            AssertSentence(operation.Id, operation.Node, "summary");
            if (operation.Node["requestBody"] is JsonNode body)
            {
                AssertSentence($"{operation.Id}: body", body);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Descriptions_contain_no_markup(string file)
    {
        foreach (var (location, node) in Spec.Objects(file, Spec.Load(file)))
        {
            if (node["description"] is JsonValue value)
            {
                var text = value.GetValue<string>();
                Assert.False(text.AsSpan().ContainsAny("<>|`*\n"), $"{location}: {text}");
            }
        }
    }

    private static void AssertSentence(string location, JsonNode node, string member = "description")
    {
        var text = node[member]?.GetValue<string>();
        Assert.False(string.IsNullOrWhiteSpace(text), $"{location} has no {member}.");
        Assert.True(text.EndsWith('.') && char.IsUpper(text[0]), $"{location}: the {member} is not a sentence: {text}");
    }
}
