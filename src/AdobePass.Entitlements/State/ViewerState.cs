using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Entitlements;

/// <summary>Reads and writes the state of one device. Content that cannot be read counts as absent.</summary>
internal sealed class ViewerState(EntitlementStateStore store, string key, TimeProvider clock)
{
    private string ViewerKey => key + "-viewer";

    private string SignInKey => key + "-signin";

    internal string Key => key;

    internal async Task<StoredViewer> LoadAsync(CancellationToken cancellationToken) =>
        await FindAsync(ViewerKey, StoredStateJson.Default.StoredViewer, cancellationToken).ConfigureAwait(false) ?? new StoredViewer();

    internal Task SaveAsync(StoredViewer viewer, CancellationToken cancellationToken) => viewer is { Mvpd: null, Profile: null }
        ? store.RemoveAsync(ViewerKey, cancellationToken).AsTask()
        : store.SetAsync(
            ViewerKey,
            JsonSerializer.SerializeToUtf8Bytes(viewer, StoredStateJson.Default.StoredViewer),
            lifetime: null,
            cancellationToken).AsTask();

    internal Task<StoredSignIn?> FindSignInAsync(CancellationToken cancellationToken) =>
        FindAsync(SignInKey, StoredStateJson.Default.StoredSignIn, cancellationToken);

    internal Task SaveSignInAsync(StoredSignIn signIn, CancellationToken cancellationToken)
    {
        // Longer than the code is valid, so that a wait can tell an expired code from a canceled sign-in.
        var lifetime = signIn.ExpiresAt - clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        return store.SetAsync(
            SignInKey,
            JsonSerializer.SerializeToUtf8Bytes(signIn, StoredStateJson.Default.StoredSignIn),
            lifetime > TimeSpan.FromMinutes(1) ? lifetime : TimeSpan.FromMinutes(1),
            cancellationToken).AsTask();
    }

    internal Task RemoveSignInAsync(CancellationToken cancellationToken) => store.RemoveAsync(SignInKey, cancellationToken).AsTask();

    private async Task<T?> FindAsync<T>(string entry, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var content = await store.FindAsync(entry, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
