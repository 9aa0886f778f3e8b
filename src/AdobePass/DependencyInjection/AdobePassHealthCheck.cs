using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass;

/// <summary>
/// A health check over <see cref="AdobePassClient.CheckHealthAsync"/>: <c>services.AddHealthChecks().AddCheck&lt;AdobePassHealthCheck&gt;("adobe-pass")</c>. It sends no request to the service and has no secret in its result.
/// </summary>
/// <param name="client">The connection.</param>
public sealed class AdobePassHealthCheck(AdobePassClient client) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await client.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        if (health.IsHealthy)
        {
            return HealthCheckResult.Healthy();
        }

        var description = health.StoreFailure is { } failure
            ? $"The credential store is {(failure.Failure == CredentialStoreFailure.Corrupt ? "corrupt" : "unavailable")}; new devices cannot register."
            : $"The service refuses the application: {health.RefusedWith}.";

        // Not the exception: its causes may come from drivers, which like to quote connection strings.
        // A refused application is degraded and not unhealthy: devices that are registered are served, and without their calls nobody would learn that it is accepted again.
        return new HealthCheckResult(health.StoreFailure is null ? HealthStatus.Degraded : context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy, description);
    }
}
