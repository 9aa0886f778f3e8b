using System.Net;

namespace AdobePass.Tests.Errors;

/// <summary>What handlers of others do: proxies, resilience handlers, handlers of tests.</summary>
public sealed class HandlerFaultTests
{
    [Fact]
    public async Task A_handler_that_cancels_by_itself_is_a_connection_fault_and_no_cancellation()
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
    public async Task A_connection_that_fails_says_why_it_did_in_the_words_of_the_cause()
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
    public async Task An_answer_that_is_not_read_to_its_end_is_let_go()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler());
        var client = service.Client(options =>
        {
            options.HttpMessageHandler = handler;
            options.MaxResponseBytes = 2048;
        });
        await client.GetProfilesAsync("CHAN1");
        using var answer = new WatchedAnswer { Content = new ByteArrayContent(new byte[4096]) };
        handler.Answer = () => Task.FromResult<HttpResponseMessage?>(answer);

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains(nameof(AdobePassOptions.MaxResponseBytes), fault.Message, StringComparison.Ordinal);
        Assert.True(answer.IsDisposed);
    }

    private sealed class WatchedAnswer() : HttpResponseMessage(HttpStatusCode.OK)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
