using System.Security.Cryptography;
using AdobePass.Package.Tests.Support;

namespace AdobePass.Package.Tests;

/// <summary>Two builds of one state of the sources, in different folders, give the same bytes.</summary>
[Collection(nameof(Packages))]
public sealed class ReproducibilityTests(Packages packages)
{
    private static readonly string[] Folders = ["src", "api-spec"];

    [Fact]
    public void Assemblies_and_packages_do_not_depend_on_the_build_folder()
    {
        // Of different lengths, and without a repository: a commit says nothing about what is changed in the folder.
        var outputs = new List<Dictionary<string, string>>();
        foreach (var name in new[] { "a", "another-folder" })
        {
            var root = packages.Consumer("reproducible-" + name).Folder;
            foreach (var file in Directory.EnumerateFiles(Packages.RepositoryRoot))
            {
                File.Copy(file, Path.Combine(root, Path.GetFileName(file)), overwrite: true);
            }

            foreach (var folder in Folders)
            {
                Copy(Path.Combine(Packages.RepositoryRoot, folder), Path.Combine(root, folder));
            }

            var project = Path.Combine(root, "src", "AdobePass.Redis");
            var (exit, output) = packages.Run(
                "dotnet",
                $"pack \"{project}\" -c Release -m:1 -nologo -v:q -p:TargetFrameworks=netstandard2.0 -p:RunAnalyzers=false -o \"{root}/out\"",
                root,
                isolated: false);
            Assert.True(exit == 0, output);
            outputs.Add(Directory.EnumerateFiles(root, "AdobePass*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".nupkg" || (Path.GetExtension(file) is ".dll" && file.Contains("/bin/", StringComparison.Ordinal)))
                .ToDictionary(file => Path.GetRelativePath(root, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
        }

        Assert.Contains(outputs[0].Keys, file => file.EndsWith("AdobePass.Redis.dll", StringComparison.Ordinal));
        Assert.Contains(outputs[0].Keys, file => file.EndsWith("AdobePass.Generators.dll", StringComparison.Ordinal));
        Assert.Contains(outputs[0].Keys, file => file.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Equal(outputs[0].OrderBy(each => each.Key, StringComparer.Ordinal), outputs[1].OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("bin" or "obj"))
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
            }
        }
    }
}
