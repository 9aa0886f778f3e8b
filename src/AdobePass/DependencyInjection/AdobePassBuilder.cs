using AdobePass;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What generated registration methods extend: <c>services.AddAdobePass(…).AddPlayback()</c>.</summary>
public sealed class AdobePassBuilder
{
    internal AdobePassBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers a generated client as a singleton. Generated registration methods call it.</summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <param name="create">Makes the client over the connection.</param>
    /// <returns>This builder.</returns>
    public AdobePassBuilder AddClient<TInterface>(Func<AdobePassClient, TInterface> create)
        where TInterface : class
    {
        if (create is null)
        {
            throw new ArgumentNullException(nameof(create));
        }

        Services.AddSingleton(provider => create(provider.GetRequiredService<AdobePassClient>()));
        return this;
    }
}
