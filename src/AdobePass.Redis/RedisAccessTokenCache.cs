using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>Keeps access tokens in Redis, each until it ends, so that the machines of a fleet share one token per device. It may share server and options with a <see cref="RedisCredentialStore"/>.</summary>
/// <remarks>Failures of the server are a <see cref="CredentialStoreException"/>, which the library takes as a token that is absent.</remarks>
public sealed class RedisAccessTokenCache : AccessTokenCache
{
    private readonly RedisMedium _medium;
    private readonly CredentialFormat _format;

    /// <summary>Uses a server.</summary>
    /// <param name="connection">The connection, which the caller disposes after the last use of the cache.</param>
    /// <param name="options">How the server is used; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of the range that it documents.</exception>
    public RedisAccessTokenCache(IConnectionMultiplexer connection, RedisStoreOptions? options = null)
    {
        options ??= new RedisStoreOptions();
        _medium = new RedisMedium(connection, options);
        _format = new CredentialFormat(options.Protector, options.RequireProtection);
    }

    /// <inheritdoc/>
    public override async ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        var value = await _medium.RunAsync("read", redisKey, database => RedisMedium.ReadAsync(database, redisKey), cancellationToken).ConfigureAwait(false);
        return value.IsNull ? null : _format.ReadToken(key, (byte[])value!);
    }

    /// <inheritdoc/>
    public override async ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        var content = _format.WriteToken(key, token);
        var life = token.ExpiresAt - _medium.Clock.GetUtcNow();
        await _medium.RunAsync(
            "write",
            redisKey,
            database => life > TimeSpan.FromMilliseconds(1) ? database.StringSetAsync(redisKey, content, life) : database.KeyDeleteAsync(redisKey),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        await _medium.RunAsync("delete", redisKey, database => database.KeyDeleteAsync(redisKey), cancellationToken).ConfigureAwait(false);
    }

    private string KeyOf(CredentialKey key) => _medium.KeyOf(key, "token");
}
