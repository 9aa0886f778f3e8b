using AdobePass;
using AdobePass.Hosting;
using AdobePass.Runtime;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods to use clients with <c>IHttpClientFactory</c>.</summary>
public static class AdobePassHttpClientFactoryExtensions
{
    /// <summary>
    /// Sends the requests of a client through a handler chain of <c>IHttpClientFactory</c>, with the name <c>AdobePass</c> or
    /// <c>AdobePass:name</c>. The chain can be extended with handlers of your own.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">
    /// Configures the chain: <c>AddHttpMessageHandler</c>, <c>ConfigurePrimaryHttpMessageHandler</c>, <c>SetHandlerLifetime</c>. Properties
    /// of <see cref="HttpClient"/>, such as its timeout, have no effect.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para>The primary handler does not follow redirects, does not store cookies, and renews its connections every 30 seconds. The
    /// default loggers are removed, because URLs contain authentication codes.</para>
    /// <para>Each attempt of the client reaches the network once. A handler that sends requests again, such as the standard resilience
    /// handler, gets the result of the first pass: a repeated registration would create a second pair of credentials.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static AdobePassBuilder UseHttpClientFactory(this AdobePassBuilder builder, Action<IHttpClientBuilder>? configure = null)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        var name = HttpClientNames.Of(builder.Name);
        var http = builder.Services.AddHttpClient(name);
        if (!builder.Services.Any(service => service.ImplementationInstance is SingleSendFilter filter && filter.Name == name))
        {
            AddChain(builder, http);
        }

        configure?.Invoke(http);
        return builder;
    }

    /// <summary>
    /// Adds access tokens of the client without a name to the requests of an HTTP client: <see cref="AdobePassTokenHandler"/>.
    /// </summary>
    /// <param name="builder">The HTTP client.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The HTTP client is the one that an <see cref="AdobePassClient"/> sends through.
    /// </exception>
    public static IHttpClientBuilder AddAdobePassToken(this IHttpClientBuilder builder) => builder.AddAdobePassToken(static _ => { });

    /// <summary>
    /// Adds access tokens of the client without a name to the requests of an HTTP client: <see cref="AdobePassTokenHandler"/>.
    /// </summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="configure">Sets the options of the handler, such as the hosts that get tokens.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="builder"/> or <paramref name="configure"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The HTTP client is the one that an <see cref="AdobePassClient"/> sends through.
    /// </exception>
    public static IHttpClientBuilder AddAdobePassToken(this IHttpClientBuilder builder, Action<AdobePassTokenHandlerOptions> configure)
    {
        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        return AddToken(builder, clientName: null, configure);
    }

    /// <summary>
    /// Adds access tokens of a client with a name to the requests of an HTTP client: <see cref="AdobePassTokenHandler"/>.
    /// </summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="clientName">The name that the client was registered with.</param>
    /// <param name="configure">
    /// Sets the options of the handler, such as the hosts that get tokens; <see langword="null"/> for the defaults.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="builder"/> or <paramref name="clientName"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The HTTP client is the one that an <see cref="AdobePassClient"/> sends through.
    /// </exception>
    public static IHttpClientBuilder AddAdobePassToken(
        this IHttpClientBuilder builder,
        string clientName,
        Action<AdobePassTokenHandlerOptions>? configure = null)
    {
        if (clientName is null)
        {
            throw new ArgumentNullException(nameof(clientName));
        }

        return AddToken(builder, clientName, configure);
    }

    private static void AddChain(AdobePassBuilder builder, IHttpClientBuilder http)
    {
        var name = http.Name;
        http.ConfigurePrimaryHttpMessageHandler(static () => HandlerChain.CreatePrimaryHandler()).RemoveAllLoggers();
#if !NET
        // The handler of this platform does not renew its connections, and DNS results with them; the factory renews the handler instead.
        http.SetHandlerLifetime(TimeSpan.FromSeconds(30));
#endif

        // The first filter runs last. The filters of the factory set the meter of the primary handler, so the guard must not hide it from
        // them.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(new SingleSendFilter(name)));
        builder.Services.AddSingleton<IValidateOptions<AdobePassOptions>>(new ValidateHandlerChain(builder.Name));
        builder.Services.AddOptions<AdobePassOptions>(builder.Name).PostConfigure<IHttpMessageHandlerFactory>(
            (options, factory) => options.HttpMessageHandler ??=
                new HandlerChain(() => factory.CreateHandler(name), name, options.LoggerFactory));
    }

    private static IHttpClientBuilder AddToken(
        IHttpClientBuilder builder,
        string? clientName,
        Action<AdobePassTokenHandlerOptions>? configure)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        if (HttpClientNames.IsOwn(builder.Name))
        {
            throw new InvalidOperationException(
                $"The HTTP client '{builder.Name}' is the one that {nameof(AdobePassClient)} sends through, which adds its tokens " +
                "itself. Call AddAdobePassToken on another HTTP client.");
        }

        return builder.AddHttpMessageHandler(provider =>
        {
            var options = new AdobePassTokenHandlerOptions();
            configure?.Invoke(options);
            return new AdobePassTokenHandler(RegisteredClient.Get(provider, clientName, nameof(AddAdobePassToken)), options);
        });
    }
}
