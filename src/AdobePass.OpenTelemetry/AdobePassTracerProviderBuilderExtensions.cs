using AdobePass;

namespace OpenTelemetry.Trace;

/// <summary>Extension methods to add the traces of Adobe Pass clients to a <see cref="TracerProviderBuilder"/>.</summary>
public static class AdobePassTracerProviderBuilderExtensions
{
    /// <summary>
    /// Adds the activities of Adobe Pass clients: one per call, and one per registration and token request inside it. Journeys of
    /// <c>AdobePass.Entitlements</c> have one around their calls.
    /// </summary>
    /// <remarks>
    /// In ASP.NET Core add <c>AddAspNetCoreInstrumentation</c> too. Without it the activity of the request is not recorded, and the default
    /// sampler drops the calls inside it.
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static TracerProviderBuilder AddAdobePassInstrumentation(this TracerProviderBuilder builder)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        return builder.AddSource(AdobePassTelemetry.ActivitySourceName);
    }
}
