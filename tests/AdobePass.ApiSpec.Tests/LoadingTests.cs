using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace AdobePass.ApiSpec.Tests;

public class LoadingTests
{
    public static TheoryData<string> Files => Spec.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Spec_loads_without_errors_or_warnings(string file)
    {
        var result = OpenApiDocument.Parse(Spec.Text(file), "json", new OpenApiReaderSettings());

        Assert.NotNull(result.Document);
        Assert.NotNull(result.Diagnostic);
        Assert.Empty(result.Diagnostic.Errors.Select(error => error.ToString()));
        Assert.Empty(result.Diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, result.Diagnostic.SpecificationVersion);
    }

    [Theory]
    [InlineData(Spec.Dcr, 2)]
    [InlineData(Spec.RestV2, 13)]
    public void Reader_finds_every_operation_and_resolves_its_references(string file, int expected)
    {
        var document = OpenApiDocument.Parse(Spec.Text(file), "json", new OpenApiReaderSettings()).Document!;
        var operations = document.Paths.Values.SelectMany(item => item.Operations!.Values).ToList();

        Assert.Equal(expected, operations.Count);
        Assert.All(operations, operation => Assert.All(operation.Parameters!, parameter => Assert.False(string.IsNullOrEmpty(parameter.Name))));
        Assert.All(operations, operation => Assert.All(operation.Responses!.Values, response => Assert.False(string.IsNullOrEmpty(response.Description))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_reference_resolves_and_every_component_is_used(string file)
    {
        var document = Spec.Load(file);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (location, node) in Spec.Objects(file, document))
        {
            if (node["$ref"]?.GetValue<string>() is not string reference)
            {
                continue;
            }

            used.Add(reference);
            Assert.True(Spec.Resolve(document, node).Count > 0, location);
        }

        foreach (var (kind, components) in document["components"]!.AsObject())
        {
            if (kind == "securitySchemes")
            {
                continue;
            }

            foreach (var (name, _) in components!.AsObject())
            {
                Assert.Contains($"#/components/{kind}/{name}", used);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Document_declares_OpenApi_3_1_and_its_own_version(string file)
    {
        var document = Spec.Load(file);

        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
        Assert.Equal("1.0.0", document["info"]!["version"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Spec.Dcr, 0, "https://sp.auth.adobe.com", "Release-Production", "ReleaseProduction")]
    [InlineData(Spec.Dcr, 1, "https://sp.auth-staging.adobe.com", "Release-Staging", "ReleaseStaging")]
    [InlineData(Spec.Dcr, 2, "https://sp-prequal.auth.adobe.com", "Prequal-Production", "PrequalProduction")]
    [InlineData(Spec.Dcr, 3, "https://sp-prequal.auth-staging.adobe.com", "Prequal-Staging", "PrequalStaging")]
    [InlineData(Spec.RestV2, 0, "https://sp.auth.adobe.com", "Release-Production", "ReleaseProduction")]
    [InlineData(Spec.RestV2, 1, "https://sp.auth-staging.adobe.com", "Release-Staging", "ReleaseStaging")]
    [InlineData(Spec.RestV2, 2, "https://sp-prequal.auth.adobe.com", "Prequal-Production", "PrequalProduction")]
    [InlineData(Spec.RestV2, 3, "https://sp-prequal.auth-staging.adobe.com", "Prequal-Staging", "PrequalStaging")]
    public void Server_of_each_environment_is_declared(string file, int index, string url, string description, string environment)
    {
        var servers = Spec.Load(file)["servers"]!.AsArray();

        Assert.Equal(4, servers.Count);
        Assert.Equal(url, servers[index]!["url"]!.GetValue<string>());
        Assert.Equal(description, servers[index]!["description"]!.GetValue<string>());
        Assert.Equal(environment, servers[index]!["x-environment"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Objects_allow_additional_properties_and_enums_are_extensible(string file)
    {
        foreach (var (location, node) in Spec.Objects(file, Spec.Load(file)))
        {
            Assert.False(node["additionalProperties"]?.GetValueKind() == System.Text.Json.JsonValueKind.False, location);
            Assert.False(node.ContainsKey("enum"), $"{location} is a closed enumeration.");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Spec_contains_no_real_secrets(string file)
    {
        var text = Spec.Text(file);

        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MII", text, StringComparison.Ordinal);
        foreach (var (location, node) in Spec.Objects(file, Spec.Load(file)))
        {
            foreach (var key in new[] { "client_id", "client_secret", "access_token", "software_statement" })
            {
                if (node[key] is System.Text.Json.Nodes.JsonValue value)
                {
                    Assert.StartsWith("made-up", value.GetValue<string>(), StringComparison.Ordinal);
                    Assert.Contains("/examples/", location, StringComparison.Ordinal);
                }
            }
        }
    }
}
