using AdobePass.Runtime;
using Microsoft.Extensions.Http;

namespace AdobePass.Hosting;

/// <summary>
/// Inserts the guard directly before the primary handler of an HTTP client, after all configured handlers. So handlers that send requests
/// again are before it, wherever they were added.
/// </summary>
internal sealed class SingleSendFilter(string name) : IHttpMessageHandlerBuilderFilter
{
    internal string Name => name;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == name)
        {
            builder.PrimaryHandler = HandlerChain.CreateGuard(builder.PrimaryHandler);
        }
    };
}
