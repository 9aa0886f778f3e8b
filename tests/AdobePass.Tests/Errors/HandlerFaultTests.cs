using System.Net;

namespace AdobePass.Tests.Errors;

/// <summary>What handlers of others do: proxies, resilience handlers, handlers of tests.</summary>
public sealed class HandlerFaultTests
{
    [Fact]
    public async Task Cancellation_by_the_handler_throws_connection_exception()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler());
        var client = service.Client(options =>
        {
            options.HttpMessageHandler = handler;
            options.MaxAttempts = 3;
        });
        handler.Answer = static () => throw new TaskCanceledException("The handler gave up (test).");

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal("getProfiles", fault.OperationId);
        Assert.IsType<TaskCanceledException>(fault.InnerException);
        Assert.Contains("not by " + nameof(AdobePassOptions.RequestTimeout), fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, handler.Asked);
    }

    [Fact]
    public async Task Connection_exception_contains_the_message_of_its_cause()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler());
        var client = service.Client(options => options.HttpMessageHandler = handler);
        handler.Answer = static () => throw new HttpRequestException("An error occurred (test).", new IOException("The name is not known (test)."));

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Contains("The name is not known", fault.Message, StringComparison.Ordinal);

        handler.Answer = static () => throw new HttpRequestException("There are no words but these (test).");
        fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Contains("There are no words but these", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partially_read_response_is_disposed()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler());
        var client = service.Client(options =>
        {
            options.HttpMessageHandler = handler;
            options.MaxResponseBytes = 2048;
        });
        await client.GetProfilesAsync("CHAN1");
        using var answer = new WatchedResponse { Content = new ByteArrayContent(new byte[4096]) };
        handler.Answer = () => Task.FromResult<HttpResponseMessage?>(answer);

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains(nameof(AdobePassOptions.MaxResponseBytes), fault.Message, StringComparison.Ordinal);
        Assert.True(answer.IsDisposed);
    }

    private sealed class WatchedResponse() : HttpResponseMessage(HttpStatusCode.OK)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
