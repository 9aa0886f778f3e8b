using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Sends calls that need no token: the way under <see cref="AdobePassClient"/> on which registration and token requests travel.</summary>
internal sealed class RegistrationChannel(AdobePassOptions options, HttpTransport transport) : AdobePassChannel
{
    private readonly Uri _baseAddress = options.EffectiveRegistrationBaseAddress;

    /// <inheritdoc/>
    public override Uri GetUri(AdobePassRequest request) => request.AddressAt(_baseAddress);

    private protected override async ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var activity = Traces.Start(request.Operation, _baseAddress, options.ClientName);
        try
        {
            var answer = await transport.SendAsync(request, _baseAddress, request.Device, token: null, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                return answer;
            }

            using (answer)
            {
                throw ErrorResponses.ToException(request, answer);
            }
        }
        catch (Exception fault) when (activity.Fails(fault))
        {
            throw;
        }
    }
}
