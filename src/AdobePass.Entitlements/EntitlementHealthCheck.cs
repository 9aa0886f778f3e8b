using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents a health check that writes, reads and removes an entry in the store of viewers. Add it with
/// <c>services.AddHealthChecks().AddCheck&lt;EntitlementHealthCheck&gt;("entitlements")</c>, beside that of the client. It sends no request
/// to the service, and its result contains no personal data.
/// </summary>
/// <param name="service">The service whose store is checked.</param>
public sealed class EntitlementHealthCheck(EntitlementService service) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await service.IsStateKeptAsync(cancellationToken).ConfigureAwait(false)
                ? HealthCheckResult.Healthy()
                : Failed("The store of viewers does not return what was stored. Sign-ins in progress start over.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            // The exception is not passed on: drivers write connection strings into theirs.
            return Failed($"The store of viewers is unavailable ({exception.GetType().Name}). Journeys fail.");
        }

        HealthCheckResult Failed(string description) =>
            new(context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy, description);
    }
}
