namespace AdobePass;

/// <summary>Represents a token that was just issued, in the forms of the two cache levels.</summary>
/// <param name="InMemory">The token for memory, with its age measured on the monotonic clock.</param>
/// <param name="Persistent">The token for the persistent cache, with UTC times.</param>
internal sealed record AcquiredToken(CachedToken InMemory, CachedAccessToken Persistent);
