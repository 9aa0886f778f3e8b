using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Sends registration and token requests, which need no access token.</summary>
internal sealed class RegistrationChannel(AdobePassOptions options, HttpTransport transport) : AdobePassChannel
{
    private readonly Uri _baseAddress = options.EffectiveRegistrationBaseAddress;

    /// <inheritdoc/>
    public override Uri GetUri(AdobePassRequest request) => request.UrlAt(_baseAddress);

    private protected override async ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var activity = Traces.Start(request.Operation, _baseAddress, options.ClientName);
        try
        {
            var response = await transport.SendAsync(request, _baseAddress, request.Device, token: null, cancellationToken)
                .ConfigureAwait(false);
            if (response.IsSuccess)
            {
                return response;
            }

            using (response)
            {
                throw ErrorResponses.ToException(request, response);
            }
        }
        catch (Exception exception) when (activity.Fails(exception))
        {
            throw;
        }
    }
}
