using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass;

/// <summary>
/// Represents a health check that calls <see cref="AdobePassClient.CheckHealthAsync"/>. Add it with
/// <c>services.AddHealthChecks().AddCheck&lt;AdobePassHealthCheck&gt;("adobe-pass")</c>. It sends no request to the service, and its result
/// contains no secret.
/// </summary>
/// <param name="client">The client to check.</param>
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
            _ => $"The service rejects the application: {health.RefusedWith}.",
        };

        // The exception is not passed on: its inner exceptions may come from drivers and may contain connection strings.
        // A rejected application is degraded and not unhealthy: registered devices still work, and their calls detect when the
        // application is accepted again.
        var isUnhealthy = health.StoreFailure is not null || health.AreReplacementsStopped;
        return new HealthCheckResult(
            isUnhealthy ? context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy : HealthStatus.Degraded,
            description);
    }
}
