using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AdobePass.Package.Tests.Support;

namespace AdobePass.Package.Tests;

/// <summary>What is in the packages: exactly this, and nothing that a machine added.</summary>
[Collection(nameof(Packages))]
public sealed class ContentTests(Packages packages)
{
    private static readonly string[] Common = ["README.md", "icon.png"];

    [Theory]
    [InlineData("AdobePass.Generators", "AdobePass", "netstandard2.0 net8.0 net10.0", new[]
    {
        "analyzers/dotnet/roslyn4.8/cs/AdobePass.Generators.dll", "analyzers/dotnet/roslyn4.8/cs/AdobePass.Generators.CodeFixes.dll",
        "buildTransitive/AdobePass.Generators.props", "buildTransitive/AdobePass.Generators.targets", "api-spec/dcr.json", "api-spec/rest-v2.json",
    })]
    [InlineData("AdobePass.Redis", "AdobePass.Redis", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.DataProtection", "AdobePass.DataProtection", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.Hosting", "AdobePass.Hosting", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.DistributedCache", "AdobePass.DistributedCache", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.OpenTelemetry", "AdobePass.OpenTelemetry", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.Entitlements", "AdobePass.Entitlements", "netstandard2.0 net8.0 net10.0", new string[0])]
    [InlineData("AdobePass.Testing", "AdobePass.Testing", "net8.0 net10.0", new string[0])]
    public void Package_contains_exactly_the_expected_entries(string id, string assembly, string frameworks, string[] others)
    {
        using var package = packages.Open(id);

        var expected = frameworks.Split(' ').SelectMany(framework => new[] { $"lib/{framework}/{assembly}.dll", $"lib/{framework}/{assembly}.xml" }).Concat(others).Concat(Common).Append($"{id}.nuspec");
        var actual = package.Entries.Select(entry => entry.FullName).Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal));

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AdobePass.Generators")]
    [InlineData("AdobePass.Redis")]
    [InlineData("AdobePass.DataProtection")]
    [InlineData("AdobePass.Hosting")]
    [InlineData("AdobePass.DistributedCache")]
    [InlineData("AdobePass.OpenTelemetry")]
    [InlineData("AdobePass.Entitlements")]
    [InlineData("AdobePass.Testing")]
    public void Package_has_the_metadata_for_the_gallery(string id)
    {
        using var package = packages.Open(id);
        using var reader = new StreamReader(package.GetEntry($"{id}.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();

        foreach (var element in new[] { "<license type=\"expression\">MIT</license>", "<readme>README.md</readme>", "<icon>icon.png</icon>", "<projectUrl>", "<releaseNotes>", "<tags>", "<description>", "<repository type=\"git\"" })
        {
            Assert.Contains(element, nuspec, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AdobePass.Generators.dll", "netstandard System.Collections.Immutable System.Memory System.Buffers System.Runtime.CompilerServices.Unsafe System.Threading.Tasks.Extensions Microsoft.CodeAnalysis Microsoft.CodeAnalysis.CSharp")]
    [InlineData("AdobePass.Generators.CodeFixes.dll", "netstandard System.Collections.Immutable System.Composition.AttributedModel Microsoft.CodeAnalysis Microsoft.CodeAnalysis.CSharp Microsoft.CodeAnalysis.Workspaces Microsoft.CodeAnalysis.CSharp.Workspaces AdobePass.Generators")]
    public void Analyzer_assemblies_reference_only_assemblies_of_the_compiler(string file, string allowed)
    {
        using var package = packages.Open("AdobePass.Generators");
        using var content = new MemoryStream();
        using (var entry = package.GetEntry("analyzers/dotnet/roslyn4.8/cs/" + file)!.Open())
        {
            entry.CopyTo(content);
        }

        content.Position = 0;
        using var pe = new PEReader(content);
        var metadata = pe.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle)).ToDictionary(each => metadata.GetString(each.Name), each => each.Version);

        Assert.Subset(allowed.Split(' ').ToHashSet(), references.Keys.ToHashSet());
        Assert.All(references.Where(each => each.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)), each => Assert.Equal(new Version(4, 8, 0, 0), each.Value));
    }

    [Fact]
    public void Assemblies_are_built_deterministically()
    {
        using var package = packages.Open("AdobePass.Generators");
        foreach (var entry in package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            content.Position = 0;
            using var pe = new PEReader(content);

            // The mark of a deterministic build, with the symbols inside.
            var kinds = pe.ReadDebugDirectory().Select(each => each.Type).ToList();
            Assert.Contains(DebugDirectoryEntryType.Reproducible, kinds);
            Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, kinds);
        }
    }
}
