namespace AdobePass.Entitlements;

/// <summary>Specifies what a viewer may expect of a resource in the catalogue.</summary>
public enum CatalogItemState
{
    /// <summary>The response does not contain the resource, for example because it is not gated. Authorization decides.</summary>
    NotReported = 0,

    /// <summary>The viewer may probably watch the resource.</summary>
    Available,

    /// <summary>The viewer may not watch the resource. <see cref="CatalogItem.ViewerMessage"/> says why.</summary>
    Denied,

    /// <summary>The request failed. <see cref="CatalogItem.NextStep"/> says what helps.</summary>
    Failed,

    /// <summary>The viewer must sign in first.</summary>
    SignInRequired,
}

/// <summary>Represents a resource of the catalogue. It is for display only: playback needs an authorization.</summary>
public sealed class CatalogItem
{
    internal CatalogItem(string resource, CatalogItemState state, EnhancedError? error = null, NextStep? nextStep = null)
    {
        Resource = resource;
        State = state;
        Error = error;
        NextStep = nextStep ?? error?.NextStep ?? NextStep.Unknown;
    }

    /// <summary>Gets the resource.</summary>
    public string Resource { get; }

    /// <summary>Gets what the viewer may expect.</summary>
    public CatalogItemState State { get; }

    /// <summary>Gets whether the viewer may probably watch the resource.</summary>
    public bool IsAvailable => State == CatalogItemState.Available;

    /// <summary>Gets the error of the service; <see langword="null"/> if there is none.</summary>
    public EnhancedError? Error { get; }

    /// <summary>Gets the text for the viewer; <see langword="null"/> if there is none.</summary>
    public string? ViewerMessage => Error?.Details ?? Error?.Message;

    /// <summary>Gets what the application can do; <see cref="NextStep.Unknown"/> if nothing is to be done.</summary>
    public NextStep NextStep { get; }

    /// <summary>Returns the resource and its state.</summary>
    /// <returns>The resource and its state.</returns>
    public override string ToString() => $"{Resource}: {State}";
}

/// <summary>Represents the catalogue for a viewer: one item for each resource, in the order in which they were requested.</summary>
public sealed class CatalogAccess
{
    private readonly Dictionary<string, CatalogItem> _items;

    internal CatalogAccess(IReadOnlyList<CatalogItem> items, AdobePassException? failure)
    {
        Items = items;
        Failure = failure;
        _items = items.ToDictionary(static item => item.Resource, StringComparer.Ordinal);
    }

    /// <summary>Gets the items.</summary>
    public IReadOnlyList<CatalogItem> Items { get; }

    /// <summary>
    /// Gets the first exception of a request; <see langword="null"/> if all succeeded. The items of other requests are valid.
    /// </summary>
    public AdobePassException? Failure { get; }

    /// <summary>Gets whether the viewer must sign in before the catalogue is known.</summary>
    public bool IsSignInRequired => Items.Any(static item => item.State == CatalogItemState.SignInRequired);

    /// <summary>Finds the item of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The item; <see langword="null"/> if the resource was not requested.</returns>
    public CatalogItem? Find(string resource) => _items.TryGetValue(resource, out var item) ? item : null;
}
