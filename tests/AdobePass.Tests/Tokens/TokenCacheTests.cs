namespace AdobePass.Tests.Tokens;

public sealed class TokenCacheTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void As_many_tokens_as_the_option_says_are_held()
    {
        var table = new TokenCache(100, _clock);

        var partitions = Fill(table, "device", 100, TimeSpan.FromHours(6));

        Assert.Equal(100, CountUsable(table, partitions));
    }

    [Fact]
    public void One_more_makes_room_for_a_tenth()
    {
        var table = new TokenCache(100, _clock);
        var partitions = Fill(table, "device", 101, TimeSpan.FromHours(6));

        Assert.Equal(90, CountUsable(table, partitions));

        // The room is used before any other is forgotten.
        var later = Fill(table, "later", 10, TimeSpan.FromHours(6));
        Assert.Equal(100, CountUsable(table, [.. partitions, .. later]));
    }

    [Fact]
    public void Tokens_that_can_be_sent_are_kept_while_there_are_others_to_forget()
    {
        var table = new TokenCache(100, _clock);
        Fill(table, "short", 50, TimeSpan.FromMinutes(1));
        var partitions = Fill(table, "long", 50, TimeSpan.FromHours(6));
        _clock.Advance(TimeSpan.FromMinutes(2));

        partitions.AddRange(Fill(table, "one more", 1, TimeSpan.FromHours(6)));

        Assert.Equal(51, CountUsable(table, partitions));
        partitions.AddRange(Fill(table, "later", 49, TimeSpan.FromHours(6)));
        Assert.Equal(100, CountUsable(table, partitions));
    }

    private List<CredentialKey> Fill(TokenCache table, string name, int count, TimeSpan life)
    {
        var partitions = new List<CredentialKey>();
        for (var i = 0; i < count; i++)
        {
            var partition = Service.Partition($"{name}-{i}");
            partitions.Add(partition);
            table.Set(partition, CachedToken.FromAnswer(new AccessToken(Guid.NewGuid().ToString("N")), (long)life.TotalSeconds, _clock.GetTimestamp(), partition, _clock));
        }

        return partitions;
    }

    private int CountUsable(TokenCache table, IEnumerable<CredentialKey> partitions) =>
        partitions.Count(partition => table.FindUsable(partition, _clock.GetTimestamp()) is not null);
}
