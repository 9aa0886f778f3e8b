using System.Collections.Concurrent;
using System.Net;
using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace AdobePass.Hosting.Tests;

public sealed class HttpClientFactoryTests
{
    [Fact]
    public async Task Application_handlers_are_used_and_factory_loggers_are_removed()
    {
        await using var service = new Service();
        var address = await service.Fake.StartAsync();
        var log = new Log();
        var seen = new ConcurrentQueue<Uri>();
        await using var provider = Provider(service, log, http => http.AddHttpMessageHandler(() => new Watch(seen)), address: address);

        await provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");

        Assert.Equal(3, seen.Count);
        Assert.Equal(3, service.Fake.Requests);
        Assert.DoesNotContain(log.Entries, entry => entry.Category.StartsWith("System.Net.Http", StringComparison.Ordinal));
        Assert.Equal(0, log.Count(4004));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Global_resilience_handler_does_not_retry_registrations(int status)
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, resilience: AddRetries);
        service.Fake.InjectFault(FakeFault.HtmlPage(status).On(FakeOperation.Register).Forever());

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAnyAsync<AdobePassException>(() => provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1"));
        }

        // One request per call, as without the handler.
        Assert.Equal(3, service.Count(FakeOperation.Register));
        Assert.Equal(1, log.Count(4004));
    }

    [Fact]
    public async Task Resilience_handler_does_not_change_failed_responses_or_the_attempt_count()
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, resilience: AddRetries, configure: options => options.MaxAttempts = 3);
        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Token).Count(2));
        service.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Profiles).Forever());
        var client = provider.GetRequiredService<IEntitlements>();

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1")));

        Assert.Equal(HttpStatusCode.InternalServerError, fault.StatusCode);
        Assert.NotNull(fault.Error);
        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(3, service.Count(FakeOperation.Token));
        Assert.Equal(1, service.Fake.Registrations);
        Assert.True(service.Count(FakeOperation.Profiles) <= 3);
        Assert.Equal(1, log.Count(4004));
    }

    [Fact]
    public async Task Broken_connection_is_not_retried_by_the_resilience_handler()
    {
        await using var service = new Service();
        var address = await service.Fake.StartAsync();
        await using var provider = Provider(service, new Log(), resilience: AddRetries, address: address);
        service.Fake.InjectFault(FakeFault.ResetAfterProcessing().On(FakeOperation.Register));

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(
            () => provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1"));

        Assert.Equal("registerClient", fault.OperationId);
        Assert.Equal(1, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task Hedging_handler_sends_each_attempt_once()
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, resilience: AddHedging);
        var client = provider.GetRequiredService<IEntitlements>();

        for (var i = 0; i < 20; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("device-" + i));
        }

        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Register).Forever());
        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1", Service.Device("last")));

        Assert.Equal(21, service.Count(FakeOperation.Register));
        Assert.Equal(20, service.Fake.Registrations);
        Assert.Equal(20, service.Count(FakeOperation.Token));
        Assert.Equal(20, service.Count(FakeOperation.Profiles));
        Assert.Equal(1, log.Count(4004));
    }

    [Fact]
    public async Task Hedged_copy_of_a_slow_request_does_not_reach_the_network()
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, resilience: AddHedging);
        var delay = TimeSpan.FromSeconds(3);
        service.Fake.InjectFault(FakeFault.Delay(delay).On(FakeOperation.Register));
        var waiting = service.Clock.WaitBegins(delay);
        var call = provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");

        // The request is at the service, and the copies are on their way.
        await waiting;
        await Eventually.TrueAsync(() => log.Count(4004) > 0);
        await service.Clock.DriveAsync(call);

        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, log.Count(4004));
    }

    [Fact]
    public async Task Handler_timeout_throws_connection_exception_without_a_retry()
    {
        await using var service = new Service();
        await using var provider = Provider(service, new Log(), http => http.AddResilienceHandler("timeout", (pipeline, _) =>
        {
            pipeline.TimeProvider = service.Clock;
            pipeline.AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.Zero }).AddTimeout(TimeSpan.FromSeconds(5));
        }));
        service.Fake.InjectFault(FakeFault.Delay(TimeSpan.FromSeconds(20)).On(FakeOperation.Register).Forever());

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(
            () => service.Clock.DriveAsync(provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1")));

        Assert.True(fault.IsTimeout);
        Assert.Equal("registerClient", fault.OperationId);
        Assert.True(service.Count(FakeOperation.Register) <= 1);
    }

    [Fact]
    public async Task Open_handler_circuit_throws_connection_exception()
    {
        await using var service = new Service();
        await using var provider = Provider(service, new Log(), http => http.AddResilienceHandler("circuit", (pipeline, _) =>
            pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { MinimumThroughput = 2, FailureRatio = 0.5 })));
        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Register).Forever());
        var client = provider.GetRequiredService<IEntitlements>();
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAnyAsync<AdobePassException>(() => client.GetProfilesAsync("CHAN1"));
        }

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.False(fault.IsTimeout);
        Assert.Equal(2, service.Count(FakeOperation.Register));
    }

    [Fact]
    public async Task SingleSendFilter_is_innermost_regardless_of_where_handlers_are_added()
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, http => AddRetries(http));
        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Register).Forever());

        await Assert.ThrowsAnyAsync<AdobePassException>(() => provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1"));

        Assert.Equal(1, service.Count(FakeOperation.Register));
        Assert.Equal(1, log.Count(4004));
    }

    [Fact]
    public async Task Other_HTTP_clients_keep_their_retries()
    {
        await using var service = new Service();
        await using var provider = Provider(service, new Log(), resilience: AddRetries);
        service.Fake.InjectFault(FakeFault.HtmlPage().On(FakeOperation.Configuration).Forever());
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");

        using var response = await http.GetAsync(new Uri("https://sp.auth-staging.adobe.com/api/v2/CHAN1/configuration"));

        Assert.Equal(4, service.Fake.Requests);
    }

    [Fact]
    public async Task Handler_chain_is_requested_from_the_factory_for_each_request()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass(options => Set(service, options)).AddEntitlements()
            .UseHttpClientFactory(http => http.ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler()));
        services.AddSingleton<IHttpMessageHandlerFactory>(
            static provider => new CountingFactory((IHttpMessageHandlerFactory)provider.GetRequiredService<IHttpClientFactory>()));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IEntitlements>();
        var factory = (CountingFactory)provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var before = factory.Count;

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(4, service.Fake.Requests);
        Assert.Equal(4, factory.Count - before);
    }

    [Fact]
    public async Task Primary_handler_has_the_client_defaults_and_the_host_meter_factory()
    {
        var services = new ServiceCollection();
        services.AddAdobePass(static _ => { }).UseHttpClientFactory();
        await using var provider = services.BuildServiceProvider();

        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("AdobePass");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        var primary = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
        Assert.Equal(TimeSpan.FromSeconds(30), primary.PooledConnectionLifetime);
        Assert.Equal(DecompressionMethods.All, primary.AutomaticDecompression);
        Assert.NotNull(primary.MeterFactory);
    }

    [Fact]
    public async Task Each_named_client_has_its_own_handler_chain()
    {
        await using var service = new Service();
        var seen = new ConcurrentQueue<Uri>();
        var services = new ServiceCollection();
        foreach (var name in new[] { "red", "blue" })
        {
            services.AddAdobePass(name, options => Set(service, options)).AddEntitlements()
                .UseHttpClientFactory(http => http.ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler()))
                .UseHttpClientFactory(http =>
                {
                    Assert.Equal("AdobePass:" + name, http.Name);
                    if (name == "red")
                    {
                        http.AddHttpMessageHandler(() => new Watch(seen));
                    }
                });
        }

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<IEntitlements>("red").GetProfilesAsync("CHAN1");
        await provider.GetRequiredKeyedService<IEntitlements>("blue").GetProfilesAsync("CHAN1");

        Assert.Equal(3, seen.Count);
        Assert.Equal(6, service.Fake.Requests);
    }

    [Fact]
    public async Task Redirecting_primary_handler_and_second_handler_fail_options_validation()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass("red", options => Set(service, options))
            .UseHttpClientFactory(http => http.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler()));
        services.AddAdobePass("blue", options =>
        {
            Set(service, options);
            options.HttpMessageHandler = service.Fake.CreateHandler();
        }).UseHttpClientFactory();
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<AdobePassOptions>>();

        var redirects = Assert.Throws<OptionsValidationException>(() => options.Get("red"));
        var second = Assert.Throws<OptionsValidationException>(() => options.Get("blue"));

        Assert.StartsWith(
            "Client 'red': The HTTP client 'AdobePass:red' follows redirects",
            Assert.Single(redirects.Failures),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Client 'blue': HttpMessageHandler is set, and UseHttpClientFactory",
            Assert.Single(second.Failures),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_handler_of_a_named_client_adds_its_token()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass("red", options => Set(service, options))
            .UseHttpClientFactory(http => http.ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler()));
        services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler())
            .AddAdobePassToken("red", options => options.AddDeviceHeaders = true);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        using var response = await http.GetAsync(new Uri("https://sp.auth-staging.adobe.com/api/v2/CHAN1/configuration"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, service.Fake.TokenRequests);
        Assert.Throws<InvalidOperationException>(() => services.AddHttpClient("AdobePass:red").AddAdobePassToken("red"));
        Assert.Throws<InvalidOperationException>(() => services.AddHttpClient("AdobePass").AddAdobePassToken());
    }

    [Fact]
    public async Task Host_without_a_token_is_logged_without_its_URL()
    {
        await using var service = new Service();
        var log = new Log();
        await using var provider = Provider(service, log, others: http => http.AddAdobePassToken());
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");

        using var response = await http.GetAsync(new Uri("https://other.example/authenticate?code=A7B6C5D"));

        var entry = Assert.Single(log.Entries, entry => entry.Id == 2004);
        Assert.Contains("other.example", entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("A7B6C5D", entry.Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Fake.TokenRequests);
    }

    private static void AddRetries(IHttpClientBuilder builder) => builder.AddStandardResilienceHandler(static options =>
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.UseJitter = false;
    });

    // All copies at once.
    private static void AddHedging(IHttpClientBuilder builder) => builder.AddStandardHedgingHandler().Configure(static options =>
    {
        options.Hedging.MaxHedgedAttempts = 3;
        options.Hedging.Delay = TimeSpan.Zero;
    });

    private static void Set(Service service, AdobePassOptions options)
    {
        options.Environment = AdobePassEnvironment.ReleaseStaging;
        options.SoftwareStatement = new SoftwareStatement(service.Statement);
        options.CredentialStore = service.Store;
        options.Device = Service.Device();
        options.TimeProvider = service.Clock;
        options.RequestsPerSecond = 0;
        options.MaxAttempts = 1;
        options.RegistrationBreakDuration = TimeSpan.Zero;
    }

    /// <summary>A client on a chain to the fake: in process, or over sockets with the primary handler of the package.</summary>
    private static ServiceProvider Provider(
        Service service,
        Log log,
        Action<IHttpClientBuilder>? http = null,
        Action<AdobePassOptions>? configure = null,
        Action<IHttpClientBuilder>? resilience = null,
        Action<IHttpClientBuilder>? others = null,
        Uri? address = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        var other = services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler());
        others?.Invoke(other);
        services.AddAdobePass(options =>
        {
            Set(service, options);
            configure?.Invoke(options);
            options.Environment = address is null ? options.Environment : null;
            options.BaseAddress = address;
        }).AddEntitlements().UseHttpClientFactory(builder =>
        {
            if (address is null)
            {
                builder.ConfigurePrimaryHttpMessageHandler(() => service.Fake.CreateHandler());
            }

            http?.Invoke(builder);
        });
        services.ConfigureHttpClientDefaults(builder => resilience?.Invoke(builder));
        return services.BuildServiceProvider();
    }

    private sealed class Watch(ConcurrentQueue<Uri> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class CountingFactory(IHttpMessageHandlerFactory inner) : IHttpMessageHandlerFactory
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public HttpMessageHandler CreateHandler(string name)
        {
            Interlocked.Increment(ref _count);
            return inner.CreateHandler(name);
        }
    }
}
