using AdobePass.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdobePass.Tests.Configuration;

public sealed class DependencyInjectionTests
{
    [Fact]
    public async Task Generated_client_is_a_singleton_over_one_AdobePassClient()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        var builder = services.AddAdobePass(options => Copy(service.Options(), options));
        Assert.Same(builder, builder.AddEntitlements());
        Assert.Same(services, builder.Services);
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await using var scope = provider.CreateAsyncScope();

        var client = provider.GetRequiredService<IEntitlements>();
        Assert.IsType<EntitlementsClient>(client);
        Assert.Same(client, scope.ServiceProvider.GetRequiredService<IEntitlements>());
        Assert.Same(provider.GetRequiredService<AdobePassClient>(), scope.ServiceProvider.GetRequiredService<AdobePassClient>());
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Count(FakeOperation.Profiles, 200));
        Assert.NotNull(await provider.GetRequiredService<AdobePassClient>().FindCredentialsAsync());
    }

    [Fact]
    public async Task Manually_added_client_shares_the_AdobePassClient()
    {
        await using var service = new Service();
        AdobePassClient? seen = null;
        await using var provider = new ServiceCollection()
            .AddAdobePass(options => Copy(service.Options(), options))
            .AddClient<IEntitlements>(connection => new EntitlementsClient(seen = connection))
            .Services.BuildServiceProvider();

        _ = provider.GetRequiredService<IEntitlements>();

        Assert.Same(provider.GetRequiredService<AdobePassClient>(), seen);
    }

    [Fact]
    public async Task Options_of_two_configure_calls_are_combined()
    {
        await using var service = new Service();
        var services = new ServiceCollection();
        services.AddAdobePass(options => Copy(service.Options(), options)).AddEntitlements();
        services.Configure<AdobePassOptions>(options => options.UserAgent = "second");
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");

        Assert.Equal("second", service.Received.Last().GetHeader("User-Agent"));
    }

    [Fact]
    public async Task Host_with_invalid_options_does_not_start()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAdobePass(options => options.MaxThrottledAttempts = 0).AddEntitlements();
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(fault.Failures, failure => failure.Contains("CredentialStore", StringComparison.Ordinal));
        Assert.Contains(fault.Failures, failure => failure.Contains("MaxThrottledAttempts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_with_valid_options_starts_without_a_request()
    {
        await using var service = new Service();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAdobePass(options => Copy(service.Options(), options)).AddEntitlements();
        using var host = builder.Build();

        await host.StartAsync();
        _ = host.Services.GetRequiredService<IEntitlements>();
        await host.StopAsync();

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public void Null_arguments_are_rejected()
    {
        Assert.Throws<ArgumentNullException>(() => AdobePassServiceCollectionExtensions.AddAdobePass(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass(null!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass(static _ => { }).AddClient<IEntitlements>(null!));
        Assert.Throws<ArgumentNullException>(() => new EntitlementsClient(null!));
    }

    private static void Copy(AdobePassOptions from, AdobePassOptions to)
    {
        foreach (var property in typeof(AdobePassOptions).GetProperties())
        {
            property.SetValue(to, property.GetValue(from));
        }
    }
}
