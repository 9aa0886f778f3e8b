using AdobePass;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Adobe Pass with dependency injection.</summary>
public static class AdobePassServiceCollectionExtensions
{
    /// <summary>
    /// Registers one connection to Adobe Pass for the application. The options are checked when the host starts; add one generated method per interface to the result.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder for the clients.</returns>
    /// <example>
    /// <code>
    /// services.AddAdobePass(options =>
    /// {
    ///     options.Environment = AdobePassEnvironment.ReleaseStaging;
    ///     options.SoftwareStatement = new SoftwareStatement(configuration["AdobePass:SoftwareStatement"]!);
    ///     options.CredentialStore = new FileCredentialStore(folder); // with FileStoreOptions.AllowCreation at the very first start
    /// }).AddPlayback();
    /// </code>
    /// </example>
    public static AdobePassBuilder AddAdobePass(this IServiceCollection services, Action<AdobePassOptions> configure)
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        services.AddOptions<AdobePassOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdobePassOptions>, ValidateAdobePassOptions>());
        services.AddOptions<AdobePassOptions>().PostConfigure<IServiceProvider>(static (options, provider) => options.LoggerFactory ??= provider.GetService<ILoggerFactory>());
        services.TryAddSingleton(static provider => new AdobePassClient(provider.GetRequiredService<IOptions<AdobePassOptions>>().Value));
        return new AdobePassBuilder(services);
    }

    private sealed class ValidateAdobePassOptions : IValidateOptions<AdobePassOptions>
    {
        public ValidateOptionsResult Validate(string? name, AdobePassOptions options) =>
            AdobePassOptionsValidation.Validate(options) is { Count: > 0 } failures
                ? ValidateOptionsResult.Fail(failures)
                : ValidateOptionsResult.Success;
    }
}
