using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>
/// Preauthorizes any number of resources: in requests of a limited size, with permits from memory, and with limited retries.
/// </summary>
internal sealed class CatalogJourney(ViewerApi api, DeviceMemory memory, CatalogSettings settings, TimeProvider clock)
{
    private readonly Dictionary<string, CatalogItem> _items = new(StringComparer.Ordinal);
    private int _size = settings.MaxResourcesPerRequest;
    private AdobePassException? _failure;

    internal static CatalogAccess WithoutMvpd(IReadOnlyList<string> resources) => new(
        [.. resources.Select(static resource =>
            new CatalogItem(resource, CatalogItemState.SignInRequired, nextStep: NextStep.SignIn))],
        failure: null);

    internal async Task<CatalogAccess> CheckAsync(
        string mvpd,
        IReadOnlyList<string> resources,
        DateTimeOffset? profileEnd,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var resource in resources.Where(resource => memory.IsPermitted(mvpd, resource, now)))
        {
            _items[resource] = new CatalogItem(resource, CatalogItemState.Available);
        }

        var pending = resources.Where(resource => !_items.ContainsKey(resource)).ToList();
        for (var attempt = 1; pending.Count > 0; attempt++)
        {
            if (attempt > 1)
            {
                var delay = TimeSpan.FromTicks(settings.RetryDelay.Ticks << (attempt - 2));
                await clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
            }

            var again = await RequestAllAsync(mvpd, pending, profileEnd, cancellationToken).ConfigureAwait(false);
            pending = attempt < settings.MaxAttempts ? again : [];
        }

        return new CatalogAccess([.. resources.Select(resource => _items[resource])], _failure);
    }

    /// <returns>The resources that the service marked with <c>retry</c>.</returns>
    private async Task<List<string>> RequestAllAsync(
        string mvpd,
        IReadOnlyList<string> resources,
        DateTimeOffset? profileEnd,
        CancellationToken cancellationToken)
    {
        var again = new List<string>();
        for (var start = 0; start < resources.Count;)
        {
            var chunk = resources.Skip(start).Take(_size).ToList();
            try
            {
                var request = new DecisionsRequest { Resources = chunk };
                var response = await api.PreauthorizeAsync(mvpd, request, cancellationToken).ConfigureAwait(false);
                foreach (var resource in chunk)
                {
                    Record(mvpd, resource, response, profileEnd, again);
                }
            }
            catch (AdobePassApiException exception)
                when (exception.Error?.Code?.Value == "too_many_resources" && chunk.Count > 1)
            {
                // The MVPD has a lower limit. The smaller size is used for the rest.
                _size = Math.Max(1, chunk.Count / 2);
                continue;
            }
            catch (AdobePassException exception)
            {
                Fail(exception, resources.Skip(start));
                return [];
            }

            start += chunk.Count;
        }

        return again;
    }

    private void Record(
        string mvpd,
        string resource,
        DecisionsResponse response,
        DateTimeOffset? profileEnd,
        List<string> again)
    {
        // The service may repeat a resource, omit it, or add a blank to it.
        var decisions = response.Decisions
            .Where(decision => decision.Resource == resource || decision.Resource.Trim() == resource.Trim())
            .ToList();
        if (decisions.Exists(static decision => decision.Authorized))
        {
            _items[resource] = new CatalogItem(resource, CatalogItemState.Available);
            var end = clock.GetUtcNow() + settings.PermitLifetime;
            memory.Permit(mvpd, resource, profileEnd < end ? profileEnd.Value : end);
            return;
        }

        if (decisions.Count == 0)
        {
            _items[resource] = new CatalogItem(resource, CatalogItemState.NotReported);
            return;
        }

        var error = decisions.Find(static decision => decision.Error is not null)?.Error;
        var next = error?.NextStep ?? NextStep.ShowMessage;
        _items[resource] = new CatalogItem(resource, StateOf(next), error, next);
        if (error?.Action?.Value == "retry" || (error?.Action is null && next == NextStep.RetryLater))
        {
            again.Add(resource);
        }
    }

    private void Fail(AdobePassException exception, IEnumerable<string> resources)
    {
        _failure ??= exception;
        var error = (exception as AdobePassApiException)?.Error;
        foreach (var resource in resources)
        {
            var state = exception.NextStep == NextStep.SignIn ? CatalogItemState.SignInRequired : CatalogItemState.Failed;
            _items[resource] = new CatalogItem(resource, state, error, exception.NextStep);
        }
    }

    private static CatalogItemState StateOf(NextStep next) => next switch
    {
        NextStep.SignIn => CatalogItemState.SignInRequired,
        NextStep.ShowMessage or NextStep.Unknown => CatalogItemState.Denied,
        _ => CatalogItemState.Failed,
    };
}

/// <summary>Represents what every check of a catalogue has in common.</summary>
internal sealed record CatalogSettings(int MaxResourcesPerRequest, int MaxAttempts, TimeSpan RetryDelay, TimeSpan PermitLifetime);
