using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.CorpusRunner;

/// <summary>
/// A folder of code, compiled as one project against this machine's shared framework and the runtime. Nothing is restored, so types of other packages stay unresolved;
/// analyzers see such code in an editor all day. Or a project as a build compiled it, with its references.
/// </summary>
internal sealed class Corpus
{
    // Where builds and tools put their output.
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "artifacts", "node_modules", "TestResults" };

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(static () =>
        [.. FrameworkFolders().SelectMany(Directory.EnumerateFiles).Where(IsAssembly).Append(typeof(AdobePassClient).Assembly.Location).Select(static path => MetadataReference.CreateFromFile(path))]);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, preprocessorSymbols:
    [
        "TRACE", "RELEASE", "NET", "NETCOREAPP", $"NET{Environment.Version.Major}_0",
        .. Enumerable.Range(5, Environment.Version.Major - 4).Select(static version => $"NET{version}_0_OR_GREATER"),
    ]);

    private readonly List<string> _projectPaths = [];
    private readonly List<string> _unreadable = [];
    private readonly CompilerArguments? _arguments;
    private SyntaxTree[] _added = [];
    private CSharpParseOptions _parseOptions = ParseOptions;
    private ImmutableArray<MetadataReference> _references = [];
    private CSharpCompilationOptions _options = new(OutputKind.ConsoleApplication, allowUnsafe: true, warningLevel: 9999);

    private Corpus(string folder, CompilerArguments? arguments = null) => (Folder, _arguments) = (folder, arguments);

    public string Folder { get; }

    public List<string> SourcePaths { get; } = [];

    public List<string> SettingsPaths { get; } = [];

    /// <summary>Files and folders that could not be read, with the reason.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    public ImmutableArray<SyntaxTree> Trees { get; private set; } = [];

    public AnalyzerOptions AnalyzerOptions { get; private set; } = new([]);

    public bool IsServer { get; private set; }

    public TimeSpan ParseTime { get; private set; }

    /// <param name="folder">A folder, or a response file of a build.</param>
    public static Corpus Find(string folder)
    {
        if (File.Exists(folder))
        {
            var arguments = CompilerArguments.Read(folder);
            var restored = new Corpus(Path.ChangeExtension(folder, null), arguments);
            restored.SourcePaths.AddRange(arguments.SourcePaths);
            restored._projectPaths.AddRange(Directory.GetFiles(arguments.Folder, "*.csproj"));
            return restored;
        }

        var corpus = new Corpus(folder);
        corpus.Look(folder);

        // The order of a folder is the file system's; a run must not depend on it.
        corpus.SourcePaths.Sort(StringComparer.Ordinal);
        corpus.SettingsPaths.Sort(StringComparer.Ordinal);
        return corpus;
    }

    /// <summary>Reads and parses the files.</summary>
    /// <param name="isUnscreened">Whether a file is added that names Adobe Pass and imports the runtime everywhere. Without it, the screen of the rules lets hardly any file of a foreign project through.</param>
    public void Parse(bool isUnscreened)
    {
        var watch = Stopwatch.StartNew();
        _parseOptions = _arguments?.ParseOptions ?? ParseOptions;
        _references = _arguments?.References.Add(MetadataReference.CreateFromFile(typeof(AdobePassClient).Assembly.Location)) ?? References.Value;
        Trees =
        [
            .. SourcePaths.AsParallel().AsOrdered()
                .Select(path => Read(path) is { } text ? CSharpSyntaxTree.ParseText(text, _parseOptions, path) : null)
                .OfType<SyntaxTree>(),
        ];
        ParseTime = watch.Elapsed;

        // What the projects of the folder say holds for the one compilation that stands for them.
        var projects = _projectPaths.Select(path => Read(path)?.ToString() ?? string.Empty).ToList();
        bool Say(string text) => projects.Any(project => project.Contains(text, StringComparison.OrdinalIgnoreCase));
        IsServer = Say("Sdk=\"Microsoft.NET.Sdk.Web\"");
        if (_arguments is not null)
        {
            _options = _arguments.Options;
            _added = [.. _arguments.Generate(Compile())];
        }
        else if (Say("<Nullable>enable"))
        {
            _options = _options.WithNullableContextOptions(NullableContextOptions.Enable);
        }

        if (_arguments is null && Say("<ImplicitUsings>enable") || _arguments is null && Say("<ImplicitUsings>true"))
        {
            _added = [CSharpSyntaxTree.ParseText(ImplicitUsings(IsServer), ParseOptions, Path.Combine(Folder, "ImplicitUsings.g.cs"))];
        }

        if (isUnscreened)
        {
            _added = [.. _added, CSharpSyntaxTree.ParseText("global using AdobePass;\ninternal static class NamesAdobePass { internal const string Address = \"https://sp.auth.adobe.com/\"; }\n", _parseOptions, Path.Combine(Folder, "NamesAdobePass.cs"))];
        }

        AnalyzerOptions = new AnalyzerOptions([.. SettingsPaths.Select(path => Read(path) is { } text ? new Settings(path, text) : null).OfType<AdditionalText>()], new BuildProperties(IsServer));
    }

    /// <summary>A new compilation of the parsed trees: nothing is bound yet.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(AssemblyName, Trees.Concat(_added), _references, _options);

    /// <summary>The same of trees that nobody has seen: what analyzers have found out of a tree, they find again.</summary>
    public CSharpCompilation CompileAnew() => CSharpCompilation.Create(
        AssemblyName,
        Trees.Concat(_added).Select(static tree => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)),
        _references,
        _options);

    private string AssemblyName => _arguments?.AssemblyName ?? "Wild";

    public string Relative(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');

    /// <summary>Gives the memory of the trees back.</summary>
    public void Release() => Trees = [];

    private static string ImplicitUsings(bool isServer)
    {
        string[] names = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        string[] ofServers = ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];
        return string.Concat(names.Concat(isServer ? ofServers : []).Select(static name => $"global using {name};\n"));
    }

    // Found through the running runtime: …/shared/Microsoft.NETCore.App/10.0.0, and its sibling of the same or else the newest version.
    private static IEnumerable<string> FrameworkFolders()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        yield return runtime;

        var web = new DirectoryInfo(Path.Combine(runtime, "..", "..", "Microsoft.AspNetCore.App"));
        var versions = web.Exists ? web.GetDirectories() : [];
        if ((versions.FirstOrDefault(version => version.Name == Path.GetFileName(runtime)) ?? versions.MaxBy(static version => version.CreationTimeUtc)) is { } found)
        {
            yield return found.FullName;
        }
    }

    private static bool IsAssembly(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        using var image = new PEReader(File.OpenRead(path));
        return image.HasMetadata;
    }

    private static bool IsSettings(string name) =>
        name.EndsWith(".resx", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".config", StringComparison.OrdinalIgnoreCase)
        || name.Equals("launchSettings.json", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    private void Look(string folder)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo child)
                {
                    // A link may lead out of the folder or round in it.
                    if (child.LinkTarget is null && child.Name[0] != '.' && !Skipped.Contains(child.Name))
                    {
                        Look(child.FullName);
                    }
                }
                else if (entry.Extension.Equals(".cs", StringComparison.OrdinalIgnoreCase))
                {
                    SourcePaths.Add(entry.FullName);
                }
                else if (entry.Extension.Equals(".csproj", StringComparison.OrdinalIgnoreCase) || entry.Extension.Equals(".props", StringComparison.OrdinalIgnoreCase))
                {
                    _projectPaths.Add(entry.FullName);
                }
                else if (IsSettings(entry.Name))
                {
                    SettingsPaths.Add(entry.FullName);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add($"{Relative(folder)}: {failure.GetType().Name}");
        }
    }

    private SourceText? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return SourceText.From(stream, throwIfBinaryDetected: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            lock (_unreadable)
            {
                _unreadable.Add($"{Relative(path)}: {failure.GetType().Name}");
            }

            return null;
        }
    }

    private sealed class Settings(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    /// <summary>The properties by which the package tells servers from clients.</summary>
    private sealed class BuildProperties(bool isServer) : AnalyzerConfigOptionsProvider
    {
        private static readonly AnalyzerConfigOptions None = new Properties([]);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(isServer ? new() { ["build_property.UsingMicrosoftNETSdkWeb"] = "true" } : []);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => None;
    }

    private sealed class Properties(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
