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
        if (health is { IsHealthy: true, MissingScopes: null, StoreWarnings.Count: 0 })
        {
            return HealthCheckResult.Healthy();
        }

        var where = health.StoreLocation is { } location ? $" Store: {location}." : string.Empty;
        var description = health switch
        {
            { StoreFailure: { } failure } =>
                $"The credential store is {(failure.Failure == CredentialStoreFailure.Corrupt ? "corrupt" : "unavailable")}; " +
                $"new devices cannot register.{where}",
            { AreReplacementsStopped: true } =>
                "The service rejects the stored credentials of many devices. Nothing is replaced until a stored pair is accepted again.",
            { RefusedWith: null, MissingScopes: { } scopes } => $"The registered application lacks the scope {scopes}.",
            { RefusedWith: null } => $"The credential store may lose entries: {string.Join(" ", health.StoreWarnings)}{where}",
            _ => $"The service refuses the application: {health.RefusedWith}.",
        };

        // Not the exception: its causes may come from drivers, which like to quote connection strings.
        // A rejected application is degraded and not unhealthy: devices that are registered are served, and their calls find out when it is accepted again.
        var isUnhealthy = health.StoreFailure is not null || health.AreReplacementsStopped;
        return new HealthCheckResult(isUnhealthy ? context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy : HealthStatus.Degraded, description);
    }
}
