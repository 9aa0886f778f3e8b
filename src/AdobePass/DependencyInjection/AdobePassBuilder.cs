using AdobePass;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Configures a client that was added to the services. Generated registration methods extend it:
/// <c>services.AddAdobePass(…).AddPlayback()</c>.
/// </summary>
public sealed class AdobePassBuilder
{
    internal AdobePassBuilder(IServiceCollection services, string name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Gets the name of the client. It is also the name of its options and the key of its services. It is empty for the client without a
    /// name.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// Registers a generated client as a singleton, keyed by <see cref="Name"/> if the builder has a name. Generated registration methods
    /// call it.
    /// </summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <param name="create">A function that creates the generated client from the client of this builder.</param>
    /// <returns>This builder.</returns>
    public AdobePassBuilder AddClient<TInterface>(Func<AdobePassClient, TInterface> create)
        where TInterface : class
    {
        if (create is null)
        {
            throw new ArgumentNullException(nameof(create));
        }

        if (Name.Length == 0)
        {
            Services.AddSingleton(provider => create(provider.GetRequiredService<AdobePassClient>()));
        }
        else
        {
            Services.AddKeyedSingleton(Name, (provider, _) => create(provider.GetRequiredKeyedService<AdobePassClient>(Name)));
        }

        return this;
    }
}
