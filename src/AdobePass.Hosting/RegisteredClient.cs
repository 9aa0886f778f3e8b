using Microsoft.Extensions.DependencyInjection;

namespace AdobePass.Hosting;

/// <summary>Gets registered clients from the services.</summary>
internal static class RegisteredClient
{
    /// <summary>Gets a client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client; <see langword="null"/> or empty for the client without a name.</param>
    /// <param name="caller">The method that needs the client, for the message.</param>
    /// <exception cref="InvalidOperationException">No such client is registered.</exception>
    internal static AdobePassClient Get(IServiceProvider services, string? name, string caller)
    {
        if (string.IsNullOrEmpty(name))
        {
            return services.GetService<AdobePassClient>() ?? throw new InvalidOperationException(
                $"{caller} needs the client without a name, and none is registered. Register it with services.AddAdobePass(…), or pass " +
                $"the name of another client to {caller}.");
        }

        return services.GetKeyedService<AdobePassClient>(name) ?? throw new InvalidOperationException(
            $"{caller} needs the client '{name}', and no client with this name is registered. Register it with " +
            $"services.AddAdobePass(\"{name}\", …), or correct the name.");
    }
}
