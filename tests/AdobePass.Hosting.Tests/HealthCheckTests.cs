using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass.Hosting.Tests;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task Each_client_has_its_own_health_check()
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        var services = new ServiceCollection().AddLogging();
        services.AddAdobePass(options => Set(options, service.Store));
        services.AddAdobePass("red", options => Set(options, new FileCredentialStore(folder.Path)));       // missing, and not to be created
        services.AddAdobePass("blue", options => Set(options, new FileCredentialStore(folder.Path)));
        services.AddHealthChecks().AddAdobePass().AddAdobePass("red").AddAdobePass("blue", HealthStatus.Degraded, ["ready"]);
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(["adobe-pass", "adobe-pass:blue", "adobe-pass:red"], report.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HealthStatus.Healthy, report.Entries["adobe-pass"].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["adobe-pass:red"].Status);
        Assert.Contains(folder.Path, report.Entries["adobe-pass:red"].Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, report.Entries["adobe-pass:blue"].Status);
        Assert.Equal(["ready"], report.Entries["adobe-pass:blue"].Tags);
        Assert.Equal(0, service.Fake.Requests);
        Assert.Throws<ArgumentNullException>(() => ((IHealthChecksBuilder)null!).AddAdobePass());

        void Set(AdobePassOptions options, CredentialStore store)
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = store;
            options.HttpMessageHandler = service.Fake.CreateHandler();
        }
    }
}
