using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>What an emitted client sends through. <see cref="AdobePassClient"/> is the one to use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AdobePassChannel
{
    private protected AdobePassChannel()
    {
    }

    /// <summary>Sends a call and reads its answer.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer.</returns>
    public async Task<T> SendAsync<T>(AdobePassRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        using var answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read(read);
    }

    /// <summary>Sends a call and gives its answer with status and headers.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer with status and headers.</returns>
    public async Task<AdobePassResponse<T>> SendForResponseAsync<T>(AdobePassRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        using var answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse<T>(answer.StatusCode, answer.GetHeaders(), answer.RedirectUri, answer.Read(read));
    }

    /// <summary>Sends a call whose answer has no body of interest.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Status and headers.</returns>
    public async Task<AdobePassResponse> SendAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse(answer.StatusCode, answer.GetHeaders(), answer.RedirectUri, answer.ReadText());
    }

    /// <summary>Gives the address of a call without sending it, for a user agent to open.</summary>
    /// <param name="request">The call.</param>
    /// <returns>The absolute address.</returns>
    public abstract Uri GetUri(AdobePassRequest request);

    /// <summary>Sends a call and gives a successful answer; every other outcome is an exception.</summary>
    private protected abstract ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken);
}
