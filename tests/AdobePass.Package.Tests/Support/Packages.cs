using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace AdobePass.Package.Tests.Support;

/// <summary>The packages, packed once for all tests, and a folder of their own for the projects that use them. The package cache is isolated: what an earlier run left cannot help.</summary>
public sealed class Packages : IDisposable
{
    private static readonly string[] Projects =
    [
        "AdobePass", "AdobePass.Redis", "AdobePass.DataProtection", "AdobePass.Hosting", "AdobePass.DistributedCache",
        "AdobePass.OpenTelemetry", "AdobePass.Entitlements", "AdobePass.Testing",
    ];

    // A guard against a command that never ends. On a busy machine a build takes many minutes.
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(45);

    private readonly string _root = Directory.CreateTempSubdirectory("adobepass-consumers-").FullName;

    /// <summary>Packs everything.</summary>
    public Packages()
    {
        Folder = Path.Combine(_root, "packages");
        // One build for all. The analyzers have run when the solution was built; here they would only make it longer.
        var filter = Path.Combine(_root, "packages.slnf");
        File.WriteAllText(filter, JsonSerializer.Serialize(new
        {
            solution = new
            {
                path = Path.Combine(RepositoryRoot, "AdobePass.Generators.sln"),
                projects = Projects.Select(each => $"src\\{each}\\{each}.csproj"),
            },
        }));
        var packed = Run(
            "dotnet",
            $"pack \"{filter}\" -c Release --no-restore -o \"{Folder}\" -m:2 -nologo -v:q -p:RunAnalyzers=false",
            RepositoryRoot,
            isolated: false);
        Assert.True(packed.ExitCode == 0, packed.Output);

        // What the packages depend on may come from the machine's cache, so that a test run needs no network.
        File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachineCache()}" /></fallbackPackageFolders>
            </configuration>
            """);
        // Nothing of this repository's settings, and nothing of a machine's, reaches the consumers.
        File.WriteAllText(Path.Combine(_root, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(_root, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(_root, ".editorconfig"), "root = true\n");
    }

    public static string RepositoryRoot { get; } = Setting("RepositoryRoot");

    public static string Version { get; } = Setting("PackageVersion");

    /// <summary>Where the packages are.</summary>
    public string Folder { get; }

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    /// <summary>Begins a consumer.</summary>
    public Consumer Consumer(string name) => new(this, Directory.CreateDirectory(Path.Combine(_root, name)).FullName);

    internal (int ExitCode, string Output) Run(string program, string arguments, string folder, bool isolated = true)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("CI");
        if (isolated)
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(_root, "cache");
        }

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(LongestCommand))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {arguments} did not end within {LongestCommand.TotalMinutes} minutes.\n{output}");
        }

        process.WaitForExit();
        lock (output)
        {
            return (process.ExitCode, output.ToString());
        }

        void Add(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // A compiler server may still hold a file; the folder is a temporary one.
        }
    }

    private static string MachineCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Setting(string key) =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;
}

/// <summary>One packing for all tests, which run one after the other.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class PackagesCollection : ICollectionFixture<Packages>;
