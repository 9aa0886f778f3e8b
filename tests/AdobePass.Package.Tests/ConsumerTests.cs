using AdobePass.Package.Tests.Support;

namespace AdobePass.Package.Tests;

/// <summary>Projects of people we never meet: each is written to a folder of its own, restored from the packages, built, and run where it is a program.</summary>
[Collection(nameof(Packages))]
public sealed class ConsumerTests(Packages packages)
{
    private static readonly string Testing = Consumer.Reference("AdobePass.Testing");

    [Fact]
    public void Complete_README_program_runs_unchanged()
    {
        var readme = File.ReadAllText(Path.Combine(Packages.RepositoryRoot, "README.md"));
        var section = readme[readme.IndexOf("\n## A complete program\n", StringComparison.Ordinal)..];
        var start = section.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var program = section[start..section.IndexOf("```", start, StringComparison.Ordinal)];
        var consumer = packages.Consumer("readme");
        Assert.Equal(0, consumer.Dotnet("new console -n MyApp -o . -f net10.0").ExitCode);
        Assert.Equal(0, consumer.Dotnet($"add package AdobePass.Generators -v {Packages.Version}").ExitCode);
        Assert.Equal(0, consumer.Dotnet($"add package AdobePass.Testing -v {Packages.Version}").ExitCode);

        var printed = consumer.With("Program.cs", program).ShouldBuild().Run().Split('\n', StringSplitOptions.TrimEntries);

        Assert.StartsWith("Open http://127.0.0.1:", printed[0], StringComparison.Ordinal);
        Assert.Equal("Play.", printed[1]);
    }

    [Fact]
    public void Console_program_builds_and_runs() =>
        Assert.Equal("Play.", packages.Consumer("console")
            .With("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>", Testing))
            .With("IPlayback.cs", Consumer.Playback)
            .With("Program.cs", Consumer.Program)
            .ShouldBuild().Run());

    [Fact]
    public void Generated_code_builds_with_the_strictest_settings() =>
        packages.Consumer("strict")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>disable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors><AnalysisLevel>latest-all</AnalysisLevel><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild><GenerateDocumentationFile>true</GenerateDocumentationFile><IsAotCompatible>true</IsAotCompatible>"))
            .With("IEntitlements.cs", "using AdobePass;\n\nnamespace MyApp;\n\n/// <summary>Everything.</summary>\n[AdobePassApi]\npublic partial interface IEntitlements;\n")
            .ShouldBuild();

    [Fact]
    public void Netstandard_library_with_oldest_language_version_and_nullable_disabled_builds() =>
        packages.Consumer("netstandard")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>netstandard2.0</TargetFramework><LangVersion>11.0</LangVersion><Nullable>disable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldBuild();

    [Fact]
    public void NET_Framework_library_builds() =>
        packages.Consumer("netframework")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>net472</TargetFramework><LangVersion>latest</LangVersion><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "<PackageReference Include=\"Microsoft.NETFramework.ReferenceAssemblies\" Version=\"1.0.3\" PrivateAssets=\"all\" />"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldBuild();

    [Fact]
    public void Project_with_a_compiler_older_than_the_SDK_builds() =>
        packages.Consumer("compiler")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>net8.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><LangVersion>latest</LangVersion><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "<PackageReference Include=\"Microsoft.Net.Compilers.Toolset\" Version=\"4.14.0\" PrivateAssets=\"all\" />"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldBuild();

    [Fact]
    public void Project_for_three_target_frameworks_builds() =>
        packages.Consumer("multi")
            .With("Lib.csproj", Consumer.Project("<TargetFrameworks>netstandard2.0;net8.0;net10.0</TargetFrameworks><LangVersion>latest</LangVersion><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
            .With("IPlayback.cs", Consumer.Playback)
            .ShouldBuild();

    [Fact]
    public void App_runs_with_central_package_management_and_public_library_clients()
    {
        const string Central = "<PackageReference Include=\"AdobePass.Generators\" />";
        string Own(string properties, string items) => $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>";

        var printed = packages.Consumer("central")
            .With("Directory.Packages.props", $"<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include=\"AdobePass.Generators\" Version=\"{Packages.Version}\" /><PackageVersion Include=\"AdobePass.Testing\" Version=\"{Packages.Version}\" /></ItemGroup></Project>")
            .With("lib/Lib.csproj", Own("<RootNamespace>MyApp</RootNamespace>", Central))
            .With("lib/IPlayback.cs", Consumer.Playback)
            .With("own/Own.csproj", Own("<RootNamespace>Own</RootNamespace>", Central))
            .With("own/IOwn.cs", "using AdobePass;\n\nnamespace Own;\n\n[AdobePassApi]\npublic partial interface IOwn;\n")
            .With("app/App.csproj", Own("<OutputType>Exe</OutputType><RootNamespace>App</RootNamespace>", Central + "<PackageReference Include=\"AdobePass.Testing\" /><ProjectReference Include=\"../lib/Lib.csproj\" /><ProjectReference Include=\"../own/Own.csproj\" />"))
            .With("app/Program.cs", Consumer.Program)
            .With("app/IAlso.cs", "using AdobePass;\n\nnamespace App;\n\n[AdobePassApi]\ninternal partial interface IAlso;\n")
            .ShouldBuild("app/App.csproj").Run("app/App.csproj");

        Assert.Equal("Play.", printed);
    }

    [Fact]
    public void Program_with_other_generators_and_user_defined_models_runs() =>
        Assert.Equal("CHAN1", packages.Consumer("beside")
            .With("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Testing + "<PackageReference Include=\"Refit\" Version=\"16.4.0\" />"))
            .With("Program.cs", """
                using System.Text.Json.Serialization;
                using System.Text.RegularExpressions;
                using AdobePass;
                using AdobePass.Testing;

                await using var service = new FakeAdobePass();
                using var adobePass = new AdobePassClient(new AdobePassOptions
                {
                    BaseAddress = await service.StartAsync(),
                    SoftwareStatement = new SoftwareStatement(service.CreateSoftwareStatement()),
                    CredentialStore = new MemoryCredentialStore(),
                    Device = new StreamingDevice("device-1", new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" }),
                });
                var own = await new SetupClient(adobePass).GetConfigurationAsync("CHAN1");
                Console.WriteLine(Words.Name().IsMatch(own.Requestor.Id) ? own.Requestor.Id : "?");

                [AdobePassApi(JsonContext = typeof(OwnJson))]
                public interface ISetup { Task<OwnConfiguration> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default); }

                public interface IOther { [Refit.Get("/things")] Task<string> GetAsync(); }

                public sealed record OwnConfiguration([property: JsonPropertyName("requestor")] OwnRequestor Requestor);

                public sealed record OwnRequestor([property: JsonPropertyName("id")] string Id);

                [JsonSerializable(typeof(OwnConfiguration))]
                internal sealed partial class OwnJson : JsonSerializerContext;

                internal static partial class Words
                {
                    [GeneratedRegex("^[A-Z0-9]+$")]
                    internal static partial Regex Name();
                }
                """)
            .ShouldBuild().Run());

    [Fact]
    public void Project_with_a_custom_spec_builds() =>
        packages.Consumer("own-spec")
            .With("Lib.csproj", Consumer.Project("<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "<AdobePassApiSpec Include=\"specs/catalogue.json\" /><AdditionalFiles Include=\"specs/**/*.json\" Exclude=\"specs/catalogue.json\" />"))
            .With("specs/catalogue.json", """
                {"openapi":"3.1.0","info":{"title":"Catalogue","version":"1.0"},"servers":[{"url":"https://api.example"}],"paths":{"/v1/{channel}/titles":{"get":{"operationId":"getTitles","parameters":[{"name":"channel","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"Titles.","content":{"application/json":{"schema":{"$ref":"models/titles.json"}}}}}}}}}
                """)
            .With("specs/models/titles.json", """{"type":"object","properties":{"names":{"type":"array","items":{"type":"string"}}}}""")
            .With("ICatalogue.cs", "using AdobePass;\nusing MyApp.Catalogue;\n\nnamespace MyApp;\n\n[AdobePassApi(\"catalogue\")]\npublic interface ICatalogue\n{\n    Task<Titles> GetTitlesAsync(string channel, CancellationToken cancellationToken = default);\n}\n")
            .ShouldBuild();

    [Fact]
    public void Hosted_service_runs() =>
        Assert.Equal("Healthy True", packages.Consumer("hosted")
            .With("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Testing + Consumer.Reference("AdobePass.Redis") + Consumer.Reference("AdobePass.DataProtection") + Consumer.Reference("AdobePass.OpenTelemetry"), "Microsoft.NET.Sdk.Web"))
            .With("IServerPlayback.cs", "using AdobePass;\nusing MyApp.RestV2;\n\nnamespace MyApp;\n\n[AdobePassApi]\npublic interface IServerPlayback\n{\n    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);\n}\n")
            .With("Program.cs", """
                using AdobePass;
                using AdobePass.Testing;
                using MyApp;
                using OpenTelemetry;
                using OpenTelemetry.Metrics;
                using OpenTelemetry.Trace;

                using var traces = Sdk.CreateTracerProviderBuilder().AddAdobePassInstrumentation().Build();
                using var metrics = Sdk.CreateMeterProviderBuilder().AddAdobePassInstrumentation().Build();
                await using var service = new FakeAdobePass();
                var address = await service.StartAsync();
                var folder = Directory.CreateTempSubdirectory("adobepass-hosted-");
                var builder = WebApplication.CreateSlimBuilder();
                builder.Logging.ClearProviders();
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Services.AddAdobePass(options =>
                {
                    options.BaseAddress = address;
                    options.SoftwareStatement = new SoftwareStatement(service.CreateSoftwareStatement());
                    options.CredentialStore = new FileCredentialStore(folder.FullName, new FileStoreOptions { AllowCreation = true });
                }).AddServerPlayback();
                builder.Services.AddHealthChecks().AddCheck<AdobePassHealthCheck>("adobe-pass");
                await using var app = builder.Build();
                app.MapHealthChecks("/health");
                app.MapGet("/{device}", async (string device, IServerPlayback playback, CancellationToken cancellationToken) =>
                {
                    var viewer = new StreamingDevice(device, new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" });
                    return (await playback.GetConfigurationAsync("CHAN1", viewer, cancellationToken)).Requestor?.Mvpds?.Count > 0;
                });
                await app.StartAsync();
                using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
                Console.WriteLine($"{await http.GetStringAsync("health")} {(await http.GetStringAsync("device-1")).Replace("true", "True")}");
                folder.Delete(recursive: true);
                """)
            .ShouldBuild().Run());

    [Fact]
    public void Host_configured_by_IConfiguration_runs() =>
        Assert.Equal("Healthy True 1", packages.Consumer("configured")
            .With("App.csproj", Consumer.Project(
                "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>" +
                "<ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
                Testing + Consumer.Reference("AdobePass.Hosting") + Consumer.Reference("AdobePass.DistributedCache"),
                "Microsoft.NET.Sdk.Web"))
            .With("IServerPlayback.cs", """
                using AdobePass;
                using MyApp.RestV2;

                namespace MyApp;

                [AdobePassApi]
                public interface IServerPlayback
                {
                    Task<ConfigurationResponse> GetConfigurationAsync(
                        string serviceProvider,
                        StreamingDevice device,
                        CancellationToken cancellationToken = default);
                }
                """)
            .With("Program.cs", """
                using AdobePass;
                using AdobePass.Testing;
                using Microsoft.Extensions.Diagnostics.HealthChecks;
                using MyApp;

                await using var service = new FakeAdobePass();
                var folder = Directory.CreateTempSubdirectory("adobepass-configured-");
                var builder = WebApplication.CreateSlimBuilder();
                builder.Logging.ClearProviders();
                builder.Configuration["AdobePass:BaseAddress"] = (await service.StartAsync()).AbsoluteUri;
                builder.Configuration["AdobePass:SoftwareStatement"] = service.CreateSoftwareStatement();
                builder.Configuration["AdobePass:Store:Folder"] = folder.FullName;
                builder.Configuration["AdobePass:Store:AllowCreation"] = "true";
                builder.Services.AddDistributedMemoryCache();
                builder.Configuration["Viewer"] = Path.GetFileName(folder.FullName);
                builder.Services.AddAdobePass("tv", builder.Configuration.GetSection("AdobePass"))
                    .AddServerPlayback().UseHttpClientFactory().UseDistributedTokenCache();
                builder.Services.AddHealthChecks().AddAdobePass("tv");
                await using var app = builder.Build();
                var playback = app.Services.GetRequiredKeyedService<IServerPlayback>("tv");
                var viewer = new StreamingDevice(app.Configuration["Viewer"]!, new DeviceInformation
                {
                    Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN",
                });
                var setup = await playback.GetConfigurationAsync("CHAN1", viewer);
                var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
                Console.WriteLine($"{report.Status} {setup.Requestor?.Mvpds?.Count > 0} {service.TokensIssued}");
                folder.Delete(recursive: true);
                """)
            .ShouldBuild().Run());

    [Fact]
    public void Single_file_program_runs() => Published("single-file", "-p:PublishSingleFile=true --self-contained false", "");

    [Fact]
    public void Trimmed_and_native_AOT_programs_run()
    {
        // A console program has no fake here: it is a web server, and what is tried is the client.
        const string Alone = """"
            using System;
            using System.Net;
            using System.Net.Http;
            using System.Text;
            using System.Threading;
            using System.Threading.Tasks;
            using AdobePass;
            using MyApp;
            using MyApp.RestV2;

            using var adobePass = new AdobePassClient(new AdobePassOptions
            {
                BaseAddress = new Uri("http://127.0.0.1"),
                SoftwareStatement = new SoftwareStatement("e30." + Guid.NewGuid().ToString("N") + ".eA"),
                CredentialStore = new MemoryCredentialStore(),
                HttpMessageHandler = new Answers(),
                Device = new StreamingDevice("device-1", new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" }),
            });
            IPlayback playback = new PlaybackClient(adobePass);
            var answer = await playback.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest { Resources = new[] { "res-1" } });
            Console.WriteLine(answer.Find("res-1")?.Authorized == true ? "Play." : "No.");

            sealed class Answers : HttpMessageHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
                {
                    var id = Guid.NewGuid().ToString("N");
                    var body = request.RequestUri!.AbsolutePath switch
                    {
                        "/o/client/register" => $$"""{"client_id":"{{id}}","client_secret":"{{id}}","client_id_issued_at":1780000000,"redirect_uris":["app://a"],"grant_types":["client_credentials"],"scopes":["api:client:v2"]}""",
                        "/o/client/token" => $$"""{"access_token":"{{id}}","token_type":"bearer","created_at":1780000000,"expires_in":86400}""",
                        _ => """{"decisions":[{"resource":"res-1","serviceProvider":"CHAN1","mvpd":"MvpdAlpha","source":"mvpd","authorized":true}]}""",
                    };
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request });
                }
            }
            """";
        var consumer = packages.Consumer("aot")
            .With("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors><PublishAot>true</PublishAot>"))
            .With("IPlayback.cs", Consumer.Playback)
            .With("Program.cs", Alone);

        var (exit, output) = consumer.Dotnet("publish -c Release -r linux-x64 -m:1 -nologo -o published");

        Assert.True(exit == 0, output);
        Assert.DoesNotContain(": warning ", output, StringComparison.Ordinal);
        Assert.Equal("Play.", consumer.RunFile("published/App"));
    }

    private void Published(string name, string arguments, string properties)
    {
        var consumer = packages.Consumer(name)
            .With("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>" + properties, Testing))
            .With("IPlayback.cs", Consumer.Playback)
            .With("Program.cs", Consumer.Program);

        var (exit, output) = consumer.Dotnet($"publish -c Release -r linux-x64 -m:1 -nologo -o published {arguments}");

        Assert.True(exit == 0, output);
        Assert.Equal("Play.", consumer.RunFile("published/App"));
    }
}
