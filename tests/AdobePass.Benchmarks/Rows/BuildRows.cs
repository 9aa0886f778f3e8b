using System.Globalization;
using System.Text;
using System.Text.Json;
using AdobePass.Benchmarks.Generators;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>A build of one project with the package and without it, as a process. The project has a few hundred ordinary files; with the package, one marked interface too.</summary>
internal static class BuildRows
{
    private const int Files = 400;

    public static void Run(Table table, string root)
    {
        var folder = Directory.CreateTempSubdirectory("adobepass-build-").FullName;
        try
        {
            foreach (var with in new[] { true, false })
            {
                Write(Path.Combine(folder, with ? "with" : "without"), root, with);
                Commands.Run("dotnet", "build -nologo -v:q", Path.Combine(folder, with ? "with" : "without"));
            }

            const string Build = "build --no-restore --no-incremental -nologo -v:q -p:UseSharedCompilation=true";
            var builds = new[] { "with", "without" }
                .Select(name => (Action)(() => Commands.Run("dotnet", Build, Path.Combine(folder, name))));
            var samples = Sampling.Compare(7, [(1, 1.03)], [.. builds]);
            table.Add($"dotnet build of {Files} files with the package", "ms", samples[0], "without it", samples[1], 1.03);

            // The same files once more, now the analyzers alone against the compiler. Shares on published code are in docs/accuracy.md.
            var figures = Path.Combine(folder, "cost.json");
            var runner = Path.Combine(root, "tests", "AdobePass.CorpusRunner");
            var arguments = $"\"{Path.Combine(folder, "without")}\" --cost --runs 5 --json \"{figures}\"";
            Commands.Run("dotnet", $"run -c Release --project \"{runner}\" -- {arguments}", root);
            using var report = JsonDocument.Parse(File.ReadAllText(figures));
            var cost = report.RootElement.GetProperty("folders")[0].GetProperty("cost");
            double Read(string name) => cost.GetProperty(name).GetProperty("median").GetDouble() * 1000;
            var row = $"analyzers on {Files} files that do not mention Adobe Pass";
            table.Add(row, "ms", Read("callbacks"), "compiler", Read("compiler"), 0.02);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string root, bool with)
    {
        Directory.CreateDirectory(folder);
        var package = Path.Combine(root, "src", "AdobePass", "buildTransitive");
        var components = Path.Combine(root, "src", "AdobePass.Generators", "bin", "Release", "netstandard2.0", "AdobePass.Generators.dll");
        File.WriteAllText(Path.Combine(folder, "Sample.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace>MyApp</RootNamespace>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AdobePassBundledSpecFolder>{root}api-spec/</AdobePassBundledSpecFolder>
              </PropertyGroup>
              {(with ? $"<Import Project=\"{package}/AdobePass.Generators.props\" />" : "")}
              <ItemGroup>
                <Reference Include="{typeof(AdobePassClient).Assembly.Location}" />
                {(with ? $"<Analyzer Include=\"{components}\" />" : "")}
              </ItemGroup>
              {(with ? $"<Import Project=\"{package}/AdobePass.Generators.targets\" />" : "")}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        if (with)
        {
            File.WriteAllText(Path.Combine(folder, "IService.cs"), ProjectText.Ours(0).Replace("IService0", "IService", StringComparison.Ordinal));
        }

        for (var i = 0; i < Files; i++)
        {
            var text = new StringBuilder($"namespace MyApp;\n\npublic sealed class Ordinary{i}\n{{\n");
            for (var j = 0; j < 20; j++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    public async Task<int> Work{j}Async(IReadOnlyList<string> names)\n    {{\n        var total = 0;\n        foreach (var name in names.Where(name => name.Length > {j}))\n        {{\n            await Task.Yield();\n            total += name.Length * {j};\n        }}\n\n        return total;\n    }}\n\n");
            }

            File.WriteAllText(Path.Combine(folder, $"Ordinary{i}.cs"), text.Append("}\n").ToString());
        }
    }
}
