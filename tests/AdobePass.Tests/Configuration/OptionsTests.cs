using AdobePass.Testing;

namespace AdobePass.Tests.Configuration;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<AdobePassOptions>> Faults => new()
    {
        { "Environment", options => options.Environment = null },
        { "Environment", options => options.Environment = (AdobePassEnvironment)5 },
        { "ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging", options => options.Environment = default(AdobePassEnvironment) },
        { "ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging", options => options.Environment = null },
        { "BaseAddressOverridesEnvironment", options => options.BaseAddress = new Uri("https://sp.example/") },
        { "MaxRejectedDevices", options => options.MaxRejectedDevices = -1 },
        { "RejectedDevicesWindow", options => options.RejectedDevicesWindow = TimeSpan.Zero },
        { "Environment", options => options.Environment = (AdobePassEnvironment)(-1) },
        { "BaseAddress", options => options.BaseAddress = new Uri("http://sp.example/") },
        { "BaseAddress", options => options.BaseAddress = new Uri("/relative", UriKind.Relative) },
        { "BaseAddress", options => options.BaseAddress = new Uri("ftp://sp.example/") },
        { "BaseAddress", options => options.BaseAddress = new Uri("http://127.0.0.1.example/") },
        { "BaseAddress", options => options.BaseAddress = new Uri("https://user:pw7F@sp.example/") },
        { "BaseAddress", options => options.BaseAddress = new Uri("https://sp.example/?a=b") },
        { "BaseAddress", options => options.BaseAddress = new Uri("https://sp.example/#a") },
        { "RegistrationBaseAddress", options => options.RegistrationBaseAddress = new Uri("http://sp.example/") },
        { "SoftwareStatement", options => options.SoftwareStatement = null },
        { "CredentialStore", options => options.CredentialStore = null },
        { "RedirectUri", options => options.RedirectUri = "not a uri" },
        { "TokenLifetimeIfUnknown", options => options.TokenLifetimeIfUnknown = TimeSpan.FromSeconds(59) },
        { "TokenLifetimeIfUnknown", options => options.TokenLifetimeIfUnknown = TimeSpan.FromHours(25) },
        { "RequestTimeout", options => options.RequestTimeout = TimeSpan.Zero },
        { "RequestTimeout", options => options.RequestTimeout = TimeSpan.FromHours(2) },
        { "RequestTimeout", options => options.RequestTimeout = Timeout.InfiniteTimeSpan },
        { "StoreTimeout", options => options.StoreTimeout = TimeSpan.Zero },
        { "StoreTimeout", options => options.StoreTimeout = TimeSpan.FromMinutes(11) },
        { "RequestsPerSecond", options => options.RequestsPerSecond = -1 },
        { "RequestsPerSecond", options => options.RequestsPerSecond = double.NaN },
        { "RequestsPerSecond", options => options.RequestsPerSecond = 10_001 },
        { "RequestBurst", options => options.RequestBurst = -1 },
        { "RequestBurst", options => options.RequestBurst = 1001 },
        { "MaxQueueDelay", options => options.MaxQueueDelay = TimeSpan.FromTicks(-1) },
        { "MaxQueueDelay", options => options.MaxQueueDelay = TimeSpan.FromHours(2) },
        { "MaxAttempts", options => options.MaxAttempts = 0 },
        { "MaxAttempts", options => options.MaxAttempts = 11 },
        { "RetryDelay", options => options.RetryDelay = TimeSpan.FromTicks(-1) },
        { "RetryDelay", options => options.RetryDelay = TimeSpan.FromSeconds(31) },
        { "RegistrationBreakDuration", options => options.RegistrationBreakDuration = TimeSpan.FromTicks(-1) },
        { "RegistrationBreakDuration", options => options.RegistrationBreakDuration = TimeSpan.FromHours(2) },
        { "MaxThrottledAttempts", options => options.MaxThrottledAttempts = 0 },
        { "MaxThrottledAttempts", options => options.MaxThrottledAttempts = 11 },
        { "ThrottleDelay", options => options.ThrottleDelay = TimeSpan.FromMilliseconds(999) },
        { "ThrottleDelay", options => options.ThrottleDelay = TimeSpan.FromSeconds(61) },
        { "MaxResponseBytes", options => options.MaxResponseBytes = 1023 },
        { "MaxTokensInMemory", options => options.MaxTokensInMemory = 0 },
        { "TimeProvider", options => options.TimeProvider = null! },
        { "UserAgent", options => options.UserAgent = "a\r\nX-Injected: 1" },
        { "UserAgent", options => options.UserAgent = "caf\u00e9" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Invalid_option_is_named_in_the_exception(string option, Action<AdobePassOptions> spoil)
    {
        await using var service = new Service();

        var fault = Assert.Throws<AdobePassConfigurationException>(() => service.Connect(spoil));

        Assert.Contains(option, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pw7F", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Statement, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_invalid_options_are_reported_together()
    {
        var fault = Assert.Throws<AdobePassConfigurationException>(() => new AdobePassClient(new AdobePassOptions { MaxThrottledAttempts = 0 }));

        foreach (var option in new[] { "Environment", "SoftwareStatement", "CredentialStore", "MaxThrottledAttempts" })
        {
            Assert.Contains(option, fault.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => new AdobePassClient(null!));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]:80/")]
    [InlineData("https://sp.example/")]
    public async Task Plain_HTTP_is_accepted_for_loopback_addresses(string address)
    {
        await using var service = new Service();

        await service.Client(options =>
        {
            options.Environment = null;
            options.Environment = null;
            options.BaseAddress = new Uri(address);
        }).GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Count(FakeOperation.Profiles, 200));
    }

    [Theory]
    [InlineData(AdobePassEnvironment.ReleaseProduction, "sp.auth.adobe.com")]
    [InlineData(AdobePassEnvironment.ReleaseStaging, "sp.auth-staging.adobe.com")]
    [InlineData(AdobePassEnvironment.PrequalProduction, "sp-prequal.auth.adobe.com")]
    [InlineData(AdobePassEnvironment.PrequalStaging, "sp-prequal.auth-staging.adobe.com")]
    public async Task Each_environment_uses_its_host(AdobePassEnvironment environment, string host)
    {
        await using var service = new Service();

        await service.Client(options => options.Environment = environment).GetProfilesAsync("CHAN1");

        Assert.Equal(3, service.Received.Count);
        Assert.All(service.Received, request => Assert.Equal(("https", host), (request.Scheme, request.Authority)));
    }

    [Fact]
    public async Task Credential_requests_use_RegistrationBaseAddress_and_calls_use_BaseAddress()
    {
        await using var service = new Service();

        await service.Client(options =>
        {
            options.Environment = null;
            options.BaseAddress = new Uri("https://calls.example/");
            options.RegistrationBaseAddress = new Uri("https://register.example/");
        }).GetProfilesAsync("CHAN1");

        Assert.Equal(
            ["register.example /o/client/register", "register.example /o/client/token", "calls.example /api/v2/CHAN1/profiles"],
            service.Received.Select(request => request.Authority + " " + request.Path));
    }

    [Fact]
    public async Task Later_changes_of_the_options_have_no_effect()
    {
        await using var service = new Service();
        var options = service.Options();
        using var connection = new AdobePassClient(options);
        options.Device = null;
        options.SoftwareStatement = null;
        options.UserAgent = "later";
        options.MaxThrottledAttempts = 0;
        options.RequestTimeout = TimeSpan.Zero;

        await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");

        Assert.All(service.Received, request => Assert.Null(request.GetHeader("User-Agent")));
    }

    [Fact]
    public async Task Handler_from_the_options_is_not_disposed()
    {
        await using var service = new Service();
        var handler = new DisposableHandler(service.Fake.CreateHandler());
        using (var connection = new AdobePassClient(service.Options(options => options.HttpMessageHandler = handler)))
        {
            await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        }

        Assert.False(handler.IsDisposed);
        handler.Dispose();
        Assert.True(handler.IsDisposed);
    }

    private sealed class DisposableHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
