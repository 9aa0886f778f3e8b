using AdobePass;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides extension methods that register Adobe Pass with dependency injection.</summary>
public static class AdobePassServiceCollectionExtensions
{
    /// <summary>
    /// Registers the client of an application that has one registered application. The options are validated when the host starts. Call the
    /// generated method of each interface on the result.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">A delegate that sets the options.</param>
    /// <returns>A builder for the generated clients.</returns>
    /// <example>
    /// <code>
    /// services.AddAdobePass(options =>
    /// {
    ///     options.Environment = AdobePassEnvironment.ReleaseStaging;
    ///     options.SoftwareStatement = new SoftwareStatement(configuration["AdobePass:SoftwareStatement"]!);
    ///     options.CredentialStore = new FileCredentialStore(folder); // with FileStoreOptions.AllowCreation at the first start
    /// }).AddPlayback();
    /// </code>
    /// </example>
    public static AdobePassBuilder AddAdobePass(this IServiceCollection services, Action<AdobePassOptions> configure)
    {
        var builder = Register(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(static provider => new AdobePassClient(provider.GetRequiredService<IOptions<AdobePassOptions>>().Value));
        return builder;
    }

    /// <summary>
    /// Registers one of several clients, each for its own registered application. The client, and each generated client that is added to
    /// the result, is a singleton with the name as its key. The options are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">
    /// The name of the client, of its options, and the key of its services. Two calls with one name configure one client.
    /// </param>
    /// <param name="configure">A delegate that sets the options.</param>
    /// <returns>A builder for the generated clients.</returns>
    /// <remarks>
    /// The name is part of the default <see cref="AdobePassOptions.CredentialScope"/>, so that clients that share a store do not share
    /// credentials.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static AdobePassBuilder AddAdobePass(this IServiceCollection services, string name, Action<AdobePassOptions> configure)
    {
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("The name of the client is empty. Leave it out to register a client without a name.", nameof(name));
        }

        var builder = Register(services, name, configure);
        services.TryAddKeyedSingleton(
            name,
            static (provider, key) =>
                new AdobePassClient(provider.GetRequiredService<IOptionsMonitor<AdobePassOptions>>().Get((string)key!)));
        return builder;
    }

    private static AdobePassBuilder Register(IServiceCollection services, string name, Action<AdobePassOptions> configure)
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        services.AddOptions<AdobePassOptions>(name)
            .Configure(options => options.ClientName = name.Length == 0 ? null : name)
            .Configure(configure)
            .PostConfigure<IServiceProvider>(static (options, provider) => options.LoggerFactory ??= provider.GetService<ILoggerFactory>())
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdobePassOptions>, ValidateAdobePassOptions>());
        return new AdobePassBuilder(services, name);
    }
}
