using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace AdobePass.Runtime;

/// <summary>Represents one attempt to send a request: the result of its first pass through the guard, for later passes.</summary>
internal sealed class SendAttempt(HandlerChain chain)
{
    private const string Key = "AdobePass.Attempt";

#if NET
    private static readonly HttpRequestOptionsKey<SendAttempt> OptionsKey = new(Key);
#endif

    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hasBegun;

    /// <summary>
    /// Gets whether the request was sent and no response was received, because a handler canceled it or did not wait for it.
    /// </summary>
    internal bool WasCanceled =>
        Volatile.Read(ref _hasBegun) != 0 && (!_outcome.Task.IsCompleted || _outcome.Task.Result.Exception is OperationCanceledException);

    /// <summary>Finds the attempt that a request, or a copy of it, belongs to.</summary>
    internal static bool TryFind(HttpRequestMessage request, [NotNullWhen(true)] out SendAttempt? attempt)
    {
#if NET
        return request.Options.TryGetValue(OptionsKey, out attempt);
#else
        attempt = request.Properties.TryGetValue(Key, out var value) ? value as SendAttempt : null;
        return attempt is not null;
#endif
    }

    internal void AddTo(HttpRequestMessage request)
    {
#if NET
        request.Options.Set(OptionsKey, this);
#else
        request.Properties[Key] = this;
#endif
    }

    /// <summary>Begins the first pass.</summary>
    /// <returns><see langword="true"/> for the first caller; otherwise, <see langword="false"/>.</returns>
    internal bool TryBegin() => Interlocked.Exchange(ref _hasBegun, 1) == 0;

    /// <summary>Ends the first pass with a response.</summary>
    /// <param name="failure">The failed response; <see langword="null"/> for a successful one, whose body is not kept.</param>
    internal void End(RecordedResponse? failure) => _outcome.TrySetResult(new Outcome(failure, null));

    /// <summary>Ends the first pass with an exception.</summary>
    internal void End(Exception exception) => _outcome.TrySetResult(new Outcome(null, exception));

    /// <summary>Returns the result of the first pass again, without sending the request.</summary>
    internal async Task<HttpResponseMessage> RepeatAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        chain.Warn();
        var outcome = await _outcome.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is { } exception)
        {
            ExceptionDispatchInfo.Capture(exception).Throw();
        }

        return outcome.Failure is { } failure
            ? failure.ToResponse(request)
            : throw new HttpRequestException("The response to this attempt was already delivered. The request is not sent again.");
    }

    private sealed record Outcome(RecordedResponse? Failure, Exception? Exception);
}
