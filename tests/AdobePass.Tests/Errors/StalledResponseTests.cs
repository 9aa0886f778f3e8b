using System.Net;

namespace AdobePass.Tests.Errors;

/// <summary>What a response announces does not decide what is allocated for it.</summary>
public sealed class StalledResponseTests
{
    [Fact]
    public async Task Two_hundred_stalled_responses_that_announce_16_MiB_use_less_than_50_MB()
    {
        await using var service = new Service();
        var stalled = 0;
        using var handler = new ScriptedHandler(service.Fake.CreateHandler());
        var client = service.Client(options => options.HttpMessageHandler = handler);
        await client.GetProfilesAsync("CHAN1");
        using var end = new CancellationTokenSource();
        handler.Answer = () =>
        {
            var content = new StreamContent(new StalledStream(() => Interlocked.Increment(ref stalled)));
            content.Headers.ContentLength = 16 * 1024 * 1024;
            return Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var calls = Enumerable.Range(0, 200).Select(_ => client.GetProfilesAsync("CHAN1", cancellationToken: end.Token)).ToList();
        await Eventually.TrueAsync(() => Volatile.Read(ref stalled) == 200);

        var used = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(used, long.MinValue, 50_000_000);
        await end.CancelAsync();
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task Response_of_any_size_is_read_completely(int padding)
    {
        await using var service = new Service();
        var client = service.Client();
        service.Answer = (request, answer) => request.Path.StartsWith("/api/", StringComparison.Ordinal)
            ? answer with { Body = (byte[])[.. answer.Body.ToArray(), .. Enumerable.Repeat((byte)' ', padding)] }
            : answer;

        Assert.NotNull(await client.GetProfilesAsync("CHAN1"));
    }

    private sealed class StalledStream(Action began) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            began();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
