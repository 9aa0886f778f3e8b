using System.Reflection;
using AdobePass.CatalogTool;

// Writes the tables of the catalog from api-spec into the source folders. With --check it writes nothing and fails if a file differs.
var root = typeof(CatalogFiles).Assembly
    .GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;
var isCheck = args.Contains("--check");
var differences = 0;

foreach (var (path, text) in CatalogFiles.Generate(CatalogFiles.ReadSpec(root, "dcr"), CatalogFiles.ReadSpec(root, "rest-v2")))
{
    var file = Path.Combine(root, path);
    if (File.Exists(file) && File.ReadAllText(file) == text)
    {
        continue;
    }

    differences++;
    Console.WriteLine($"{(isCheck ? "differs" : "written")}: {path}");
    if (!isCheck)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

Console.WriteLine(differences == 0 ? "The catalog matches api-spec." : $"{differences} files {(isCheck ? "differ" : "changed")}.");
return isCheck && differences > 0 ? 1 : 0;
