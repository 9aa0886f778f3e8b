namespace AdobePass.Package.Tests.Support;

/// <summary>A project, or several, that somebody else wrote and that knows the packages by their names alone.</summary>
public sealed class Consumer(Packages packages, string folder)
{
    /// <summary>A marked interface and what a program does with it, against the fake.</summary>
    public const string Playback = """
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp
        {
            [AdobePassApi]
            public interface IPlayback
            {
                Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body, CancellationToken cancellationToken = default);

                Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);
            }
        }
        """;

    /// <summary>A program that logs in on the fake and prints <c>Play.</c></summary>
    public const string Program = """
        using System;
        using AdobePass;
        using AdobePass.Testing;
        using MyApp;
        using MyApp.RestV2;

        await using var service = new FakeAdobePass();
        using var adobePass = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = await service.StartAsync(),
            SoftwareStatement = new SoftwareStatement(service.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            Device = new StreamingDevice("device-1", new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" }),
        });
        IPlayback playback = new PlaybackClient(adobePass);
        var login = await playback.CreateSessionAsync("CHAN1", new SessionRequest { Mvpd = "MvpdAlpha", DomainName = "tv.example", RedirectUrl = "https://tv.example/done" });
        service.CompleteLogin(login.Code!);
        var answer = await playback.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest { Resources = new[] { "res-1" } });
        Console.WriteLine(answer.Find("res-1")?.Authorized == true && service.Rejections.Count == 0 ? "Play." : "No.");
        """;

    public string Folder => folder;

    /// <summary>A project file with the package and whatever else stands in it.</summary>
    public static string Project(string properties, string items = "", string sdk = "Microsoft.NET.Sdk") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <RootNamespace>MyApp</RootNamespace>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="AdobePass.Generators" Version="{Packages.Version}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The reference to another package of ours.</summary>
    public static string Reference(string id) => $"""<PackageReference Include="{id}" Version="{Packages.Version}" />""";

    public Consumer With(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>Builds, and wants neither a warning nor an error.</summary>
    public Consumer ShouldBuild(string arguments = "")
    {
        var (exit, output) = Dotnet($"build -m:1 -nologo -clp:NoSummary {arguments}");
        Assert.True(exit == 0, output);
        Assert.DoesNotContain(": warning ", output, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Builds, wants it to fail, and gives the different errors.</summary>
    public IReadOnlyList<string> ShouldNotBuild(string arguments = "")
    {
        var (exit, output) = Dotnet($"build -m:1 -nologo -clp:NoSummary {arguments}");
        Assert.True(exit != 0, output);
        return [.. output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];
    }

    /// <summary>Runs the program and gives what it printed.</summary>
    public string Run(string project = "")
    {
        var (exit, output) = Dotnet($"run --no-build{(project.Length > 0 ? $" --project {project}" : "")}");
        Assert.True(exit == 0, output);
        return output.Trim();
    }

    /// <summary>Runs a program that was published.</summary>
    public string RunFile(string path)
    {
        var (exit, output) = packages.Run(Path.Combine(folder, path), "", folder);
        Assert.True(exit == 0, output);
        return output.Trim();
    }

    public (int ExitCode, string Output) Dotnet(string arguments) => packages.Run("dotnet", arguments, folder);
}
