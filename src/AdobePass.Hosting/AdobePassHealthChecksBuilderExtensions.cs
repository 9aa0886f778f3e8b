using AdobePass;
using AdobePass.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods to add health checks of clients.</summary>
public static class AdobePassHealthChecksBuilderExtensions
{
    private const string CheckName = "adobe-pass";

    /// <summary>
    /// Adds the health check of a client, with the name <c>adobe-pass</c> or <c>adobe-pass:name</c>. It sends no request to the service.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="clientName">The name that the client was registered with; <see langword="null"/> for the client without a name.</param>
    /// <param name="failureStatus">The status of a failure; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags that are used to filter health checks.</param>
    /// <param name="timeout">The timeout of the check; <see langword="null"/> for none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddAdobePass(
        this IHealthChecksBuilder builder,
        string? clientName = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        return builder.Add(new HealthCheckRegistration(
            string.IsNullOrEmpty(clientName) ? CheckName : $"{CheckName}:{clientName}",
            provider => new AdobePassHealthCheck(RegisteredClient.Get(provider, clientName, "AddHealthChecks().AddAdobePass")),
            failureStatus,
            tags,
            timeout));
    }
}
