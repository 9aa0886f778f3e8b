using AdobePass.Runtime;
using Microsoft.Extensions.Options;

namespace AdobePass.Hosting;

/// <summary>Rejects a handler that was set in addition to the chain of <c>IHttpClientFactory</c>.</summary>
internal sealed class ValidateHandlerChain(string clientName) : IValidateOptions<AdobePassOptions>
{
    public ValidateOptionsResult Validate(string? name, AdobePassOptions options) =>
        (name ?? Options.DefaultName) != clientName || options.HttpMessageHandler is HandlerChain
            ? ValidateOptionsResult.Skip
            : ValidateOptionsResult.Fail(
                (clientName.Length == 0 ? string.Empty : $"Client '{clientName}': ") +
                $"{nameof(AdobePassOptions.HttpMessageHandler)} is set, and UseHttpClientFactory is called too. Use one of them. " +
                "Set a proxy or a fake with UseHttpClientFactory(http => http.ConfigurePrimaryHttpMessageHandler(…)).");
}
