using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>
/// Represents what a generated client sends its requests through. The implementation to use is <see cref="AdobePassClient"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AdobePassChannel
{
    private protected AdobePassChannel()
    {
    }

    /// <summary>Sends a request and reads its response.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">The delegate that reads the response.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response.</returns>
    public async Task<T> SendAsync<T>(AdobePassRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(read);
    }

    /// <summary>Sends a request and returns its response with the status and the headers.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">The delegate that reads the response.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response with the status and the headers.</returns>
    public async Task<AdobePassResponse<T>> SendForResponseAsync<T>(
        AdobePassRequest request,
        JsonRead<T> read,
        CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse<T>(response.StatusCode, response.GetHeaders(), response.RedirectUri, response.Read(read));
    }

    /// <summary>Sends a request and reads its response, which may have no body.</summary>
    /// <typeparam name="T">The type of the response, which can be <see langword="null"/>.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">The delegate that reads the response.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response; <see langword="null"/> if it has no body.</returns>
    public async Task<T?> SendOptionalAsync<T>(AdobePassRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return response.ReadOptional(read);
    }

    /// <summary>Sends a request and returns its response, which may have no body, with the status and the headers.</summary>
    /// <typeparam name="T">The type of the response, which can be <see langword="null"/>.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">The delegate that reads the response.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response with the status and the headers.</returns>
    public async Task<AdobePassResponse<T?>> SendOptionalForResponseAsync<T>(
        AdobePassRequest request,
        JsonRead<T> read,
        CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse<T?>(
            response.StatusCode,
            response.GetHeaders(),
            response.RedirectUri,
            response.ReadOptional(read));
    }

    /// <summary>Sends a request and reads its response as a string, in the character set of the response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The string; it is empty if the response has no body.</returns>
    public async Task<string> SendForTextAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return response.ReadText() ?? string.Empty;
    }

    /// <summary>Sends a request and returns its response as a string, with the status and the headers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response with the status and the headers.</returns>
    public async Task<AdobePassResponse<string>> SendForTextResponseAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse<string>(
            response.StatusCode,
            response.GetHeaders(),
            response.RedirectUri,
            response.ReadText() ?? string.Empty);
    }

    /// <summary>Sends a request and reads the bytes of its response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A stream of the complete response, in memory.</returns>
    public async Task<Stream> SendForStreamAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return response.ReadStream();
    }

    /// <summary>Sends a request and returns the bytes of its response, with the status and the headers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response with the status and the headers. Its value is a stream of the complete response, in memory.</returns>
    public async Task<AdobePassResponse<Stream>> SendForStreamResponseAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse<Stream>(
            response.StatusCode,
            response.GetHeaders(),
            response.RedirectUri,
            response.ReadStream());
    }

    /// <summary>Sends a request whose response has no model.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The response with the status, the headers and the body as a string.</returns>
    public async Task<AdobePassResponse> SendAsync(AdobePassRequest request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return new AdobePassResponse(response.StatusCode, response.GetHeaders(), response.RedirectUri, response.ReadText());
    }

    /// <summary>Returns the URL of a request without sending it, so that a user agent can open it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The absolute URL.</returns>
    public abstract Uri GetUri(AdobePassRequest request);

    /// <summary>Sends a request and returns the response if it is successful; otherwise, throws an exception.</summary>
    private protected abstract ValueTask<HttpResponse> ExchangeAsync(AdobePassRequest request, CancellationToken cancellationToken);
}
