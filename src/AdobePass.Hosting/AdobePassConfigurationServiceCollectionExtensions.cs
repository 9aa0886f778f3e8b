using AdobePass;
using AdobePass.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods to register clients whose options are read from configuration.</summary>
public static class AdobePassConfigurationServiceCollectionExtensions
{
    /// <summary>
    /// Registers the client of an application that has one registered application, with the options of a configuration section such as
    /// <c>AdobePass</c>. They are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// The section. Its keys are the names of the options, and <c>Store:Folder</c>, <c>Store:AllowCreation</c> and
    /// <c>Store:RequireProtection</c>. Invalid values and unknown keys are errors.
    /// </param>
    /// <returns>A builder for the generated clients.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="services"/> or <paramref name="section"/> is <see langword="null"/>.
    /// </exception>
    public static AdobePassBuilder AddAdobePass(this IServiceCollection services, IConfigurationSection section) =>
        services.AddAdobePass(section, static _ => { });

    /// <summary>
    /// Registers the client of an application that has one registered application, with the options of a configuration section and of code.
    /// They are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section; see <see cref="AddAdobePass(IServiceCollection, IConfigurationSection)"/>.</param>
    /// <param name="configure">Sets the options that configuration cannot contain, after the section.</param>
    /// <returns>A builder for the generated clients.</returns>
    /// <exception cref="ArgumentNullException">A parameter is <see langword="null"/>.</exception>
    public static AdobePassBuilder AddAdobePass(
        this IServiceCollection services,
        IConfigurationSection section,
        Action<AdobePassOptions> configure)
    {
        Read(services, Options.Options.DefaultName, section);
        return services.AddAdobePass(configure);
    }

    /// <summary>
    /// Registers one of several clients with the options of a configuration section. They are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client, of its options, and the key of its services.</param>
    /// <param name="section">The section, with the keys of a client without a name.</param>
    /// <param name="configure">
    /// Sets the options that configuration cannot contain, after the section; <see langword="null"/> to set nothing.
    /// </param>
    /// <returns>A builder for the generated clients.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="services"/>, <paramref name="name"/> or <paramref name="section"/> is <see langword="null"/>.
    /// </exception>
    public static AdobePassBuilder AddAdobePass(
        this IServiceCollection services,
        string name,
        IConfigurationSection section,
        Action<AdobePassOptions>? configure = null)
    {
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        Read(services, name, section);
        return services.AddAdobePass(name, configure ?? (static _ => { }));
    }

    private static void Read(IServiceCollection services, string name, IConfigurationSection section)
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (section is null)
        {
            throw new ArgumentNullException(nameof(section));
        }

        services.AddSingleton<IValidateOptions<AdobePassOptions>>(new ValidateSectionExists(name, section));
        services.AddOptions<AdobePassOptions>(name)
            .Configure<IServiceProvider>((options, provider) => AdobePassSection.Apply(section, options, name, provider));
    }
}
