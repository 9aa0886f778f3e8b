namespace AdobePass.Tests.Tokens;

public sealed class MemoryTokenCacheTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Cache_holds_as_many_tokens_as_its_capacity()
    {
        var table = new MemoryTokenCache(100, _clock);

        var keys = Fill(table, "device", 100, TimeSpan.FromHours(6));

        Assert.Equal(100, CountUsable(table, keys));
    }

    [Fact]
    public void Token_beyond_the_capacity_evicts_a_tenth_of_the_cache()
    {
        var table = new MemoryTokenCache(100, _clock);
        var keys = Fill(table, "device", 101, TimeSpan.FromHours(6));

        Assert.Equal(90, CountUsable(table, keys));

        // The room is used before any other is forgotten.
        var later = Fill(table, "later", 10, TimeSpan.FromHours(6));
        Assert.Equal(100, CountUsable(table, [.. keys, .. later]));
    }

    [Fact]
    public void Expired_tokens_are_evicted_before_usable_tokens()
    {
        var table = new MemoryTokenCache(100, _clock);
        Fill(table, "short", 50, TimeSpan.FromMinutes(1));
        var keys = Fill(table, "long", 50, TimeSpan.FromHours(6));
        _clock.Advance(TimeSpan.FromMinutes(2));

        keys.AddRange(Fill(table, "one more", 1, TimeSpan.FromHours(6)));

        Assert.Equal(51, CountUsable(table, keys));
        keys.AddRange(Fill(table, "later", 49, TimeSpan.FromHours(6)));
        Assert.Equal(100, CountUsable(table, keys));
    }

    private List<CredentialKey> Fill(MemoryTokenCache table, string name, int count, TimeSpan life)
    {
        var keys = new List<CredentialKey>();
        for (var i = 0; i < count; i++)
        {
            var key = Service.DeviceKey($"{name}-{i}");
            keys.Add(key);
            table.Set(
                key,
                CachedToken.FromResponse(
                    new AccessToken(Guid.NewGuid().ToString("N")),
                    (long)life.TotalSeconds,
                    _clock.GetTimestamp(),
                    key,
                    _clock));
        }

        return keys;
    }

    private int CountUsable(MemoryTokenCache table, IEnumerable<CredentialKey> keys) =>
        keys.Count(key => table.TryFindUsable(key, _clock.GetTimestamp(), out _));
}
