using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Stores access tokens in Redis until they expire, so that several machines share one token per device. It may share the server and the
/// options with a <see cref="RedisCredentialStore"/>.
/// </summary>
/// <remarks>A failure of the server throws a <see cref="CredentialStoreException"/>, which the library treats as an absent token.</remarks>
public sealed class RedisAccessTokenCache : AccessTokenCache
{
    private readonly RedisMedium _medium;
    private readonly CredentialFormat _format;

    /// <summary>Initializes a new instance of the <see cref="RedisAccessTokenCache"/> class.</summary>
    /// <param name="connection">The connection, which the caller disposes after the last use of the cache.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is outside its documented range.</exception>
    public RedisAccessTokenCache(IConnectionMultiplexer connection, RedisStoreOptions? options = null)
    {
        options ??= new RedisStoreOptions();
        _medium = new RedisMedium(connection, options);
        _format = new CredentialFormat(options.Protector, options.RequireProtection);
    }

    /// <inheritdoc/>
    public override async ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var value = await _medium.ReadAsync(KeyOf(key), cancellationToken).ConfigureAwait(false);
        return value.IsNull ? null : _format.ReadToken(key, (byte[])value!);
    }

    /// <inheritdoc/>
    public override async ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        var content = _format.WriteToken(key, token);
        var lifetime = token.ExpiresAt - _medium.Clock.GetUtcNow();
        await _medium.RunAsync(
            "write",
            redisKey,
            database => lifetime > TimeSpan.FromMilliseconds(1)
                ? database.StringSetAsync(redisKey, content, lifetime)
                : database.KeyDeleteAsync(redisKey),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        await _medium.RunAsync(
            "delete",
            redisKey,
            database => database.KeyDeleteAsync(redisKey),
            cancellationToken).ConfigureAwait(false);
    }

    private string KeyOf(CredentialKey key) => _medium.KeyOf(key, "token");
}
