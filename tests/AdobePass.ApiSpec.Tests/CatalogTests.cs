using System.Text.Json.Nodes;
using AdobePass.CatalogTool;

namespace AdobePass.ApiSpec.Tests;

/// <summary>The tables that are generated from the documents.</summary>
public class CatalogTests
{
    private static readonly IReadOnlyDictionary<string, string> Files =
        CatalogFiles.Generate(Spec.Text(Spec.Dcr), Spec.Text(Spec.RestV2));

    public static TheoryData<string> Paths => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Committed_file_matches_the_documents(string path)
    {
        var file = Path.Combine(Spec.Folder, "..", path);

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == Files[path],
            $"{path} does not match api-spec. Run '{CatalogFiles.Command}' and commit the result.");
    }

    [Fact]
    public void Every_generated_file_is_one_of_them()
    {
        var root = Path.GetFullPath(Path.Combine(Spec.Folder, ".."));
        var found = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.g.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

        Assert.Equal(Files.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Generated_lines_end_at_140_characters() => Assert.All(
        Files.Values.SelectMany(text => text.Split('\n')),
        line => Assert.True(line.Length <= 140, line));

    [Fact]
    public void Missing_part_of_a_document_is_named()
    {
        var document = JsonNode.Parse(Spec.Text(Spec.RestV2))!;
        document["paths"]!["/api/v2/{serviceProvider}/configuration"]!["get"]!.AsObject().Remove("x-published-id");

        var error = Assert.Throws<InvalidDataException>(() => CatalogFiles.Generate(Spec.Text(Spec.Dcr), document.ToJsonString()));

        Assert.Contains("rest-v2", error.Message, StringComparison.Ordinal);
        Assert.Contains("x-published-id", error.Message, StringComparison.Ordinal);
        Assert.Contains("configuration", error.Message, StringComparison.Ordinal);
    }
}
