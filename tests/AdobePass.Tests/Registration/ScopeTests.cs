using System.Text.Json.Nodes;
using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass.Tests.Registration;

/// <summary>A registered application without the scope of REST API V2 is noticed at registration.</summary>
public sealed class ScopeTests
{
    public static TheoryData<string?, bool> Scopes => new()
    {
        { """["api:client:v2"]""", false },
        { """["api:client:v1","api:client:v2"]""", false },
        { """["api:client:v1"]""", true },
        { """["API:CLIENT:V2"]""", true },
        { "[]", false },
        { null, false },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Missing_scope_is_logged_once_and_health_is_degraded(string? scopes, bool isMissing)
    {
        await using var service = new Service();
        using var journal = new Journal();
        service.Alter(
            FakeOperation.Register,
            body =>
            {
                body.Remove("scopes");
                if (scopes is not null)
                {
                    body["scopes"] = JsonNode.Parse(scopes);
                }
            },
            times: 3);
        var connection = service.Connect(options =>
        {
            options.LoggerFactory = journal;
            options.Device = null;
        });
        var client = new EntitlementsClient(connection);

        for (var i = 0; i < 3; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("device-" + i));
        }

        Assert.Equal(isMissing ? 1 : 0, journal.Of(1010).Count);
        var health = await connection.CheckHealthAsync();
        Assert.True(health.IsHealthy);
        Assert.Equal(isMissing ? "api:client:v2" : null, health.MissingScopes);
        var services = new ServiceCollection().AddSingleton(connection).AddLogging();
        services.AddHealthChecks().AddCheck<AdobePassHealthCheck>("adobe-pass");
        await using var provider = services.BuildServiceProvider();
        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(isMissing ? HealthStatus.Degraded : HealthStatus.Healthy, report.Status);
    }
}
