using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdobePass.Tests.Configuration;

public sealed class NamedClientTests
{
    [Fact]
    public async Task Named_clients_are_keyed_singletons_in_addition_to_the_unnamed_client()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        var unnamed = services.AddAdobePass(options => Set(options, service)).AddEntitlements();
        var red = services.AddAdobePass("red", options => Set(options, service)).AddEntitlements();
        services.AddAdobePass("blue", options => Set(options, service)).AddEntitlements();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        var clients = new[] { "red", "blue" }.Select(name => provider.GetRequiredKeyedService<AdobePassClient>(name))
            .Append(provider.GetRequiredService<AdobePassClient>()).ToArray();

        Assert.Equal(3, clients.Distinct().Count());
        Assert.Same(clients[0], provider.GetRequiredKeyedService<AdobePassClient>("red"));
        Assert.NotSame(provider.GetRequiredKeyedService<IEntitlements>("red"), provider.GetRequiredKeyedService<IEntitlements>("blue"));
        Assert.NotSame(provider.GetRequiredKeyedService<IEntitlements>("red"), provider.GetRequiredService<IEntitlements>());
        Assert.Equal(["", "red"], new[] { unnamed.Name, red.Name });
    }

    [Fact]
    public async Task Clients_that_share_a_store_do_not_share_credentials()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass(options => Set(options, service)).AddEntitlements();
        services.AddAdobePass("red", options => Set(options, service)).AddEntitlements();
        services.AddAdobePass("blue", options => Set(options, service)).AddEntitlements();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");
        await provider.GetRequiredKeyedService<IEntitlements>("red").GetProfilesAsync("CHAN1");
        await provider.GetRequiredKeyedService<IEntitlements>("red").GetProfilesAsync("CHAN1");
        await provider.GetRequiredKeyedService<IEntitlements>("blue").GetProfilesAsync("CHAN1");

        Assert.Equal(3, service.Fake.Registrations);
        Assert.NotNull(await service.StoredAsync());
        Assert.NotNull(await service.Store.FindAsync(Service.DeviceKey(scope: "https://sp.auth-staging.adobe.com#red"), default));
        Assert.NotNull(await service.Store.FindAsync(Service.DeviceKey(scope: "https://sp.auth-staging.adobe.com#blue"), default));
    }

    [Fact]
    public async Task Registrations_with_the_same_name_configure_one_client()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass("red", options => Set(options, service)).AddEntitlements();
        services.AddAdobePass("red", options => options.UserAgent = "second");
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IEntitlements>("red").GetProfilesAsync("CHAN1");

        Assert.Equal("second", service.Received.Last().GetHeader("User-Agent"));
        Assert.Single(provider.GetKeyedServices<AdobePassClient>("red"));
    }

    [Fact]
    public async Task Invalid_options_stop_the_host_and_name_the_client()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAdobePass("red", options => options.MaxThrottledAttempts = 0);
        builder.Services.AddAdobePass("blue", options => options.ConfigurationPath = "Tenants:Blue");
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync());
        var faults = fault.InnerExceptions.Cast<OptionsValidationException>().ToArray();

        Assert.Equal(["red", "blue"], faults.Select(each => each.OptionsName));
        Assert.All(faults[0].Failures, failure => Assert.StartsWith("Client 'red': ", failure, StringComparison.Ordinal));
        Assert.Contains(faults[0].Failures, failure => failure.Contains("MaxThrottledAttempts is 0", StringComparison.Ordinal));
        Assert.Contains(
            faults[1].Failures,
            failure => failure.StartsWith("Client 'blue': Tenants:Blue:Environment is not set.", StringComparison.Ordinal));
        Assert.Contains(
            faults[1].Failures,
            failure => failure.StartsWith("Client 'blue': CredentialStore is not set.", StringComparison.Ordinal)
                && failure.Contains("Tenants:Blue:Store:Folder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public async Task Two_applications_with_the_same_scope_and_store_fail_at_start(
        bool sameStore,
        bool sameStatement,
        bool starts)
    {
        await using var service = new Service();
        var other = service.Fake.CreateSoftwareStatement();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var name in new[] { "red", "blue" })
        {
            builder.Services.AddAdobePass(name, options =>
            {
                Set(options, service);
                options.CredentialScope = "one";
                options.CredentialStore = sameStore || name == "red" ? service.Store : new MemoryCredentialStore();
                options.SoftwareStatement = new SoftwareStatement(sameStatement || name == "red" ? service.Statement : other);
            });
        }

        using var host = builder.Build();
        if (starts)
        {
            await host.StartAsync();
            return;
        }

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        var failure = Assert.Single(fault.Failures);
        Assert.StartsWith(
            "Client 'blue' and client 'red' have the same CredentialScope 'one' in the same store",
            failure,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_stores_with_the_same_folder_are_treated_as_one()
    {
        using var folder = new TemporaryFolder();
        var services = new ServiceCollection();
        var token = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        foreach (var name in new[] { "red", "blue" })
        {
            services.AddAdobePass(name, options =>
            {
                options.Environment = AdobePassEnvironment.ReleaseStaging;
                options.SoftwareStatement = new SoftwareStatement($"e30.{token}.{name}");
                options.CredentialStore = new FileCredentialStore(folder.Path);
                options.CredentialScope = "one";
            });
        }

        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<AdobePassOptions>>();

        _ = options.Get("red");
        var fault = Assert.Throws<OptionsValidationException>(() => options.Get("blue"));

        Assert.DoesNotContain(token, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_name_is_rejected()
    {
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass(null!, static _ => { }));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAdobePass(" ", static _ => { }));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass("red", (Action<AdobePassOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => AdobePassServiceCollectionExtensions.AddAdobePass(null!, "red", static _ => { }));
    }

    private static void Set(AdobePassOptions options, Service service)
    {
        options.Environment = AdobePassEnvironment.ReleaseStaging;
        options.SoftwareStatement = new SoftwareStatement(service.Statement);
        options.CredentialStore = service.Store;
        options.Device = Service.Device();
        options.TimeProvider = service.Clock;
        options.HttpMessageHandler = service.Fake.CreateHandler();
    }
}
