using AdobePass.Package.Tests.Support;

namespace AdobePass.Package.Tests;

/// <summary>How the package fits into builds: what is wrong is one clear error, and where there is nothing to do nothing is done.</summary>
[Collection(nameof(Packages))]
public sealed class BuildTests(Packages packages)
{
    private const string Library = "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>";

    [Fact]
    public void Unsupported_language_version_reports_one_error() =>
        Assert.Contains("AP0002", Assert.Single(packages.Consumer("old-language")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>netstandard2.0</TargetFramework><LangVersion>10.0</LangVersion>"))
            .With("IPlayback.cs", "using AdobePass;\n\nnamespace MyApp\n{\n    [AdobePassApi]\n    public partial interface IPlayback\n    {\n    }\n}\n")
            .ShouldNotBuild()), StringComparison.Ordinal);

    [Fact]
    public void Unsupported_compiler_version_reports_one_error()
    {
        var error = Assert.Single(packages.Consumer("old-compiler")
            .With("Lib.csproj", Consumer.Project(Library + "<CompilerApiVersion>roslyn4.4</CompilerApiVersion>"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldNotBuild("-p:CompilerApiVersion=roslyn4.4"));

        Assert.Contains("AP0006", error, StringComparison.Ordinal);
        Assert.Contains("roslyn4.4", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_spec_reports_one_error_with_the_closest_match()
    {
        var error = Assert.Single(packages.Consumer("no-spec")
            .With("Lib.csproj", Consumer.Project(Library))
            .With("IPlayback.cs", "using AdobePass;\n\nnamespace MyApp;\n\n[AdobePassApi(\"rest-v3\")]\npublic partial interface IPlayback;\n")
            .ShouldNotBuild());

        Assert.Contains("AP0001", error, StringComparison.Ordinal);
        Assert.Contains("rest-v2", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_spec_file_is_reported_by_name()
    {
        var errors = packages.Consumer("missing-file")
            .With("Lib.csproj", Consumer.Project(Library, "<AdobePassApiSpec Include=\"specs/nowhere.json\" />"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldNotBuild();

        Assert.Contains(errors, error => error.Contains("nowhere.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_generated_without_a_marked_interface()
    {
        var consumer = packages.Consumer("unmarked")
            .With("Lib.csproj", Consumer.Project(Library + "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>"))
            .With("Other.cs", "namespace MyApp;\n\npublic static class Other;\n")
            .ShouldBuild();

        Assert.Empty(Directory.EnumerateFiles(consumer.Folder, "*.AdobePass.g.cs", SearchOption.AllDirectories));
    }

    [Fact]
    public void Design_time_build_passes_the_specs_to_the_editor()
    {
        var consumer = packages.Consumer("design-time")
            .With("Lib.csproj", Consumer.Project(Library))
            .With("IPlayback.cs", Consumer.Playback);
        Assert.Equal(0, consumer.Dotnet("restore -nologo").ExitCode);

        var (exit, output) = consumer.Dotnet("msbuild -nologo -t:Compile -p:DesignTimeBuild=true -p:BuildingInsideVisualStudio=true -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true -getItem:AdditionalFiles");

        Assert.True(exit == 0, output);
        Assert.Contains("rest-v2.json", output, StringComparison.Ordinal);
        Assert.Contains("\"AdobePassSpec\": \"dcr\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_build_compiles_nothing_and_a_rename_removes_the_old_client()
    {
        var consumer = packages.Consumer("rename")
            .With("Lib.csproj", Consumer.Project(Library))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldBuild();
        var assembly = Path.Combine(consumer.Folder, "bin", "Debug", "net10.0", "Lib.dll");
        var before = File.GetLastWriteTimeUtc(assembly);
        consumer.ShouldBuild();
        Assert.Equal(before, File.GetLastWriteTimeUtc(assembly));

        consumer.With("IPlayback.cs", Consumer.Playback.Replace("IPlayback", "IWatching", StringComparison.Ordinal)).ShouldBuild();

        var names = File.ReadAllText(assembly, System.Text.Encoding.Latin1);
        Assert.Contains("WatchingClient", names, StringComparison.Ordinal);
        Assert.DoesNotContain("PlaybackClient", names, StringComparison.Ordinal);
    }
}
