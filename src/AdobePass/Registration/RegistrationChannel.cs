using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Sends registration and token requests, which need no access token.</summary>
internal sealed class RegistrationChannel(AdobePassOptions options, HttpTransport transport) : AdobePassChannel
{
    // A client that uses no access tokens may have no base address. It sends no registration either.
    private readonly Uri? _baseAddress = options.EffectiveRegistrationBaseAddress;

    private Uri BaseAddress => _baseAddress ?? throw ApiServer.NoBaseAddress();

    /// <inheritdoc/>
    public override Uri GetUri(AdobePassRequest request) => request.UrlAt(BaseAddress);

    private protected override async ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var activity = Traces.Start(request.Operation, BaseAddress, options.ClientName);
        try
        {
            var response = await transport.SendAsync(request, BaseAddress, request.Device, token: null, cancellationToken)
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
