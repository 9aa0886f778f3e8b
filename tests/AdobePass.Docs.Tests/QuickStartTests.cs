using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AdobePass.Testing;

namespace AdobePass.Docs.Tests;

/// <summary><c>samples/QuickStart</c>, run as a user runs it, against a service on loopback.</summary>
public sealed class QuickStartTests
{
    private static readonly Dictionary<string, string> Metadata = typeof(QuickStartTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(each => each.Key, each => each.Value!);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_runs_authorize_with_one_registration_and_one_token_request(bool likeTheField)
    {
        // All at once: HTML form, redirect at logout, scopes as text, ISO times, MVPDs at the root, odd items, unknown members.
        var field = likeTheField ? FakeFieldBehavior.All : new FakeFieldBehavior();
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { Field = field });
        var address = await fake.StartAsync();
        var statement = fake.CreateSoftwareStatement();
        var store = Path.Combine(Path.GetTempPath(), "adobepass-quickstart-" + Guid.NewGuid().ToString("n"));
        try
        {
            for (var run = 0; run < 2; run++)
            {
                var (exitCode, output) = await RunAsync(
                    "--server", address.AbsoluteUri, "--software-statement", statement, "--store", store,
                    "--auto-login", "--mvpd", "MvpdAlpha", "--json");

                Assert.True(exitCode == 0, output);
                using var outcome = JsonDocument.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
                Assert.True(outcome.RootElement.GetProperty("authorized").GetBoolean(), output);
            }
        }
        finally
        {
            if (Directory.Exists(store))
            {
                Directory.Delete(store, recursive: true);
            }
        }

        Assert.Equal((1, 1), (fake.Registrations, fake.TokenRequests));
        Assert.Empty(fake.Rejections);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var folder = Path.Combine(Metadata["RepositoryRoot"], "samples", "QuickStart", "bin", Metadata["Configuration"], "net10.0");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "QuickStart.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(45));
        using var end = limit.Token.Register(process.Kill);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, output + await error);
    }
}
