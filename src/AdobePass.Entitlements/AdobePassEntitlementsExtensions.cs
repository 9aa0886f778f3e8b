using AdobePass;
using AdobePass.Entitlements;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides methods that register <see cref="EntitlementService"/> with dependency injection.</summary>
public static class AdobePassEntitlementsExtensions
{
    /// <summary>
    /// Registers an <see cref="EntitlementService"/> as a singleton, with the name of the client as its key if the client has a name. The
    /// options are validated when the host starts. If <see cref="EntitlementOptions.StateStore"/> is not set, the registered
    /// <see cref="IDistributedCache"/> is used.
    /// </summary>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="configure">The delegate that sets the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static AdobePassBuilder AddEntitlementService(this AdobePassBuilder builder, Action<EntitlementOptions> configure)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        var name = builder.Name;
        builder.Services.AddOptions<EntitlementOptions>(name)
            .Configure(configure)
            .PostConfigure<IServiceProvider>((options, provider) =>
            {
                if (options.StateStore is null && provider.GetService<IDistributedCache>() is { } cache)
                {
                    options.StateStore = new DistributedEntitlementStateStore(
                        cache,
                        "adobepass:" + (name.Length == 0 ? string.Empty : name + ":") + "viewer:");
                }
            })
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EntitlementOptions>, ValidateEntitlementOptions>());
        if (name.Length == 0)
        {
            builder.Services.TryAddSingleton(static provider => Create(
                provider.GetRequiredService<AdobePassClient>(),
                provider,
                Options.Options.DefaultName));
        }
        else
        {
            builder.Services.TryAddKeyedSingleton(name, static (provider, key) => Create(
                provider.GetRequiredKeyedService<AdobePassClient>(key),
                provider,
                (string)key!));
        }

        return builder;
    }

    private static EntitlementService Create(AdobePassClient client, IServiceProvider provider, string name) =>
        new EntitlementService(client, provider.GetRequiredService<IOptionsMonitor<EntitlementOptions>>().Get(name)).Named(name);

    private sealed class ValidateEntitlementOptions : IValidateOptions<EntitlementOptions>
    {
        public ValidateOptionsResult Validate(string? name, EntitlementOptions options) =>
            options.FindFailures() is { Count: > 0 } failures
                ? ValidateOptionsResult.Fail(failures)
                : ValidateOptionsResult.Success;
    }
}
