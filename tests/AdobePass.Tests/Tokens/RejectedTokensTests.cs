namespace AdobePass.Tests.Tokens;

public sealed class RejectedTokensTests
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(60);

    private readonly TestClock _clock = new();
    private readonly RejectedTokens _rejected;

    public RejectedTokensTests() => _rejected = new RejectedTokens(Cooldown, _clock);

    [Fact]
    public void Rejected_token_is_found_until_it_is_replaced()
    {
        var token = NewToken();
        Assert.Null(_rejected.Find(Service.DeviceKey(), token));

        Assert.True(_rejected.Report(Service.DeviceKey(), token));

        Assert.Null(_rejected.Find(Service.DeviceKey(), NewToken()));
        Assert.Null(_rejected.Find(Service.DeviceKey("device-2"), token));
        var report = _rejected.Find(Service.DeviceKey(), token)!;
        Assert.Equal(token, report.Token);
        report.IsReplaced = true;
        Assert.Null(_rejected.Find(Service.DeviceKey(), token));
    }

    [Fact]
    public void Replacement_is_promised_once_per_cooldown_and_device()
    {
        Assert.True(_rejected.Report(Service.DeviceKey(), NewToken()));
        Assert.True(_rejected.Report(Service.DeviceKey("device-2"), NewToken()));
        _clock.Advance(Cooldown - TimeSpan.FromMilliseconds(1));
        Assert.False(_rejected.Report(Service.DeviceKey(), NewToken()));

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(_rejected.Report(Service.DeviceKey(), NewToken()));
        Assert.False(_rejected.Report(Service.DeviceKey(), NewToken()));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Token_that_was_rejected_again_after_the_cooldown_counts_only_if_it_was_replaced(bool isReplaced, bool expected)
    {
        var token = NewToken();
        _rejected.Report(Service.DeviceKey(), token);
        _rejected.Find(Service.DeviceKey(), token)!.IsReplaced = isReplaced;
        _clock.Advance(Cooldown + Cooldown);

        Assert.Equal(expected, _rejected.Report(Service.DeviceKey(), token));
    }

    [Fact]
    public void One_of_many_concurrent_reports_is_promised_a_replacement()
    {
        foreach (var token in new[] { NewToken(), NewToken() })
        {
            var promises = new bool[1000];

            Parallel.For(0, promises.Length, i => promises[i] = _rejected.Report(Service.DeviceKey(), token));

            Assert.Single(promises, promise => promise);
            _clock.Advance(Cooldown);
        }
    }

    [Fact]
    public void Memory_is_limited_when_the_service_rejects_all_devices()
    {
        var token = NewToken();
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(_rejected.Report(Service.DeviceKey($"device-{i}"), token));
        }

        Assert.NotNull(_rejected.Find(Service.DeviceKey("device-0"), token));

        Assert.True(_rejected.Report(Service.DeviceKey("one more"), token));

        Assert.Null(_rejected.Find(Service.DeviceKey("device-0"), token));
        Assert.NotNull(_rejected.Find(Service.DeviceKey("one more"), token));
    }

    private static AccessToken NewToken() => new(Guid.NewGuid().ToString("N"));
}
