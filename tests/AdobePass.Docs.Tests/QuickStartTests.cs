using System.Text.Json;
using AdobePass.Testing;

namespace AdobePass.Docs.Tests;

/// <summary><c>samples/QuickStart</c>, run as a user runs it, against a service on loopback.</summary>
[Collection(nameof(SampleProcess))]
public sealed class QuickStartTests
{
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
                var (exitCode, output) = await SampleProcess.RunAsync(
                    "QuickStart", "--server", address.AbsoluteUri, "--software-statement", statement, "--store", store,
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
}
