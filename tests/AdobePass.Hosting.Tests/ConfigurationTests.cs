using AdobePass.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdobePass.Hosting.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Host_configured_only_by_IConfiguration_serves_calls()
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        var address = await service.Fake.StartAsync();
        var builder = Builder(
            ("AdobePass:BaseAddress", address.AbsoluteUri),
            ("AdobePass:SoftwareStatement", service.Statement),
            ("AdobePass:CredentialScope", "test"),
            ("AdobePass:Store:Folder", folder.Path),
            ("AdobePass:Store:AllowCreation", "true"));
        builder.Services.AddAdobePass(builder.Configuration.GetSection("AdobePass"), options => options.Device = Service.Device())
            .AddEntitlements();
        using var host = builder.Build();

        await host.StartAsync();
        await host.Services.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");
        await host.StopAsync();

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Single(Directory.GetFiles(folder.Path, "*.credentials.json", SearchOption.AllDirectories));
        Assert.Single(Directory.GetFiles(folder.Path, "*.token.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Every_key_sets_its_option()
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        (string Key, string Value, Func<AdobePassOptions, object?> Get, object Expected)[] keys =
        [
            ("Environment", "releasestaging", o => o.Environment, AdobePassEnvironment.ReleaseStaging),
            ("BaseAddress", "https://api.example/", o => o.BaseAddress, new Uri("https://api.example/")),
            ("BaseAddressOverridesEnvironment", "true", o => o.BaseAddressOverridesEnvironment, true),
            ("RegistrationBaseAddress", "https://dcr.example/", o => o.RegistrationBaseAddress, new Uri("https://dcr.example/")),
            ("SoftwareStatement", service.Statement, o => o.SoftwareStatement, new SoftwareStatement(service.Statement)),
            ("RedirectUri", "app://done", o => o.RedirectUri, "app://done"),
            ("CredentialScope", "scope", o => o.CredentialScope, "scope"),
            ("UserAgent", "tv/1", o => o.UserAgent, "tv/1"),
            ("InvalidClientBehavior", "fail", o => o.InvalidClientBehavior, InvalidClientBehavior.Fail),
            ("MaxRejectedDevices", "7", o => o.MaxRejectedDevices, 7),
            ("RejectedDevicesWindow", "00:02:00", o => o.RejectedDevicesWindow, TimeSpan.FromMinutes(2)),
            ("TokenLifetimeIfUnknown", "01:00:00", o => o.TokenLifetimeIfUnknown, TimeSpan.FromHours(1)),
            ("MaxTokensInMemory", "9", o => o.MaxTokensInMemory, 9),
            ("RequestTimeout", "00:00:05.5", o => o.RequestTimeout, TimeSpan.FromSeconds(5.5)),
            ("StoreTimeout", "00:00:04", o => o.StoreTimeout, TimeSpan.FromSeconds(4)),
            ("RequestsPerSecond", "2.5", o => o.RequestsPerSecond, 2.5),
            ("RequestBurst", "20", o => o.RequestBurst, 20),
            ("PersistAccessTokens", "false", o => o.PersistAccessTokens, false),
            ("RequestBurstRefills", "True", o => o.RequestBurstRefills, true),
            ("MaxQueueDelay", "00:00:11", o => o.MaxQueueDelay, TimeSpan.FromSeconds(11)),
            ("MaxAttempts", "2", o => o.MaxAttempts, 2),
            ("RetryDelay", "00:00:02", o => o.RetryDelay, TimeSpan.FromSeconds(2)),
            ("RegistrationBreakDuration", "00:01:00", o => o.RegistrationBreakDuration, TimeSpan.FromMinutes(1)),
            ("MaxThrottledAttempts", "5", o => o.MaxThrottledAttempts, 5),
            ("ThrottleDelay", "00:00:03", o => o.ThrottleDelay, TimeSpan.FromSeconds(3)),
            ("MaxResponseBytes", "4096", o => o.MaxResponseBytes, 4096),
            ("UseAccessTokens", "false", o => o.UseAccessTokens, false),
            ("SendDeviceHeadersAlways", "true", o => o.SendDeviceHeadersAlways, true),
            ("Servers:shop", "https://shop.example/v2", o => o.Servers["shop"], new Uri("https://shop.example/v2")),
            ("ServerVariables:stage", "test", o => o.ServerVariables["stage"], "test"),
            ("Store:Folder", folder.Path, o => o.CredentialStore!.Location, folder.Path),
        ];
        var options = Read("AdobePass", [.. keys.Select(each => ("AdobePass:" + each.Key, each.Value))]);

        Assert.All(keys, each => Assert.Equal(each.Expected, each.Get(options)));

        // An option that configuration can say and no key sets would be a gap.
        var inCode = new[]
        {
            "SoftwareStatementProvider", "Device", "CredentialStore", "AccessTokenCache", "LoggerFactory", "TimeProvider",
            "HttpMessageHandler", "ConfigurationPath", "ApiCredentials", "ApiCredentialProvider",
        };
        Assert.Equal(
            typeof(AdobePassOptions).GetProperties().Select(property => property.Name).Except(inCode).Order(),
            keys.Select(each => each.Key.Split(':')[0]).Where(key => key != "Store").Order());
    }

    [Theory]
    [InlineData(
        "Environment",
        "Production",
        "AdobePass:Environment is 'Production'. Set it to ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging.")]
    [InlineData(
        "Environment",
        "1",
        "AdobePass:Environment is '1'. Set it to ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging.")]
    [InlineData("Environment", "", "AdobePass:Environment is empty. Set it, or remove the key.")]
    [InlineData("RequestPerSecond", "5", "AdobePass:RequestPerSecond is not a known key. Did you mean RequestsPerSecond?")]
    [InlineData("Enviroment", "ReleaseStaging", "AdobePass:Enviroment is not a known key. Did you mean Environment?")]
    [InlineData("Anything", "x", "AdobePass:Anything is not a known key. Remove it.")]
    [InlineData("Store:Foldr", "x", "AdobePass:Store:Foldr is not a known key. Did you mean Folder?")]
    [InlineData(
        "Store:Folder",
        "relative/path",
        "AdobePass:Store:Folder is 'relative/path', a relative path, and no IHostEnvironment is registered whose content root it is "
        + "relative to. Set it to an absolute path.")]
    [InlineData(
        "Store:RequireProtection",
        "true",
        "AdobePass:Store:RequireProtection is true, and no CredentialProtector is registered. Register one as a singleton.")]
    [InlineData("Store", "/data", "AdobePass:Store is a value. It must be a section.")]
    [InlineData("MaxAttempts", "three", "AdobePass:MaxAttempts is 'three'. Set it to a whole number.")]
    [InlineData("RequestsPerSecond", "1,5", "AdobePass:RequestsPerSecond is '1,5'. Set it to a number.")]
    [InlineData("RequestTimeout", "30", "AdobePass:RequestTimeout is '30'. Set it to a time, as hours:minutes:seconds, such as 00:00:30.")]
    [InlineData("RequestBurstRefills", "yes", "AdobePass:RequestBurstRefills is 'yes'. Set it to true or false.")]
    [InlineData("BaseAddress", "api", "AdobePass:BaseAddress is 'api'. Set it to an absolute URL, such as https://host/.")]
    [InlineData("UserAgent:Name", "x", "AdobePass:UserAgent is a section. It must be a value.")]
    public void Invalid_value_is_reported_with_its_configuration_path(string key, string value, string expected)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read("AdobePass", ("AdobePass:" + key, value)));

        Assert.Contains(expected, fault.Failures);
    }

    [Theory]
    [InlineData("SoftwareStatement")]
    [InlineData("SoftwareStatment")]
    public void Invalid_secret_is_not_shown_in_the_error(string key)
    {
        var secret = "e30." + Guid.NewGuid().ToString("N") + " x";

        var fault = Assert.Throws<OptionsValidationException>(() => Read("AdobePass", ("AdobePass:" + key, secret)));

        Assert.Contains("AdobePass:" + key, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[4..20], fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_values_stop_the_host_and_are_reported_by_path()
    {
        var builder = Builder();
        builder.Services.AddAdobePass(builder.Configuration.GetSection("AdobePass"));
        builder.Services.AddAdobePass("red", builder.Configuration.GetSection("Tenants:Red"));
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync());
        var faults = fault.InnerExceptions.Cast<OptionsValidationException>().ToArray();

        Assert.Contains(
            faults[0].Failures,
            failure => failure.StartsWith(
                "AdobePass:Environment is not set. Set it to ReleaseProduction, ReleaseStaging, PrequalProduction or PrequalStaging",
                StringComparison.Ordinal));
        Assert.Contains(
            faults[0].Failures,
            failure => failure.StartsWith("AdobePass:SoftwareStatement is not set.", StringComparison.Ordinal));
        Assert.Contains(
            faults[1].Failures,
            failure => failure.StartsWith("Client 'red': Tenants:Red:Environment is not set.", StringComparison.Ordinal));
        Assert.All(
            faults.SelectMany(each => each.Failures),
            failure => Assert.DoesNotContain("Exception", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_value_of_a_named_client_is_reported_with_name_and_path()
    {
        var builder = Builder(("Tenants:Red:Environment", "Staging"));
        builder.Services.AddAdobePass("red", builder.Configuration.GetSection("Tenants:Red"));
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("Client 'red': Tenants:Red:Environment is 'Staging'.", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_folder_uses_the_content_root_and_code_overrides_configuration()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        var store = new MemoryCredentialStore();
        var settings = new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = folder.Path };
        var builder = Host.CreateApplicationBuilder(settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["A:Environment"] = "ReleaseStaging",
            ["A:SoftwareStatement"] = "e30.e30.eA",
            ["A:Store:Folder"] = "data/adobe-pass",
        });
        builder.Services.AddAdobePass(builder.Configuration.GetSection("A"));
        builder.Services.AddAdobePass("code", builder.Configuration.GetSection("A"), options => options.CredentialStore = store);
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptionsMonitor<AdobePassOptions>>();

        Assert.Equal(Path.Combine(folder.Path, "data", "adobe-pass"), options.CurrentValue.CredentialStore!.Location);
        Assert.Same(store, options.Get("code").CredentialStore);
    }

    [Fact]
    public void Null_and_empty_arguments_are_rejected()
    {
        var section = new ConfigurationBuilder().Build().GetSection("A");
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdobePass(section));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass((IConfigurationSection)null!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass(section, null!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdobePass(null!, section));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAdobePass("", section));
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] values)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(values.Select(each => KeyValuePair.Create(each.Key, each.Value)));
        return builder;
    }

    private static AdobePassOptions Read(string section, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build();
        var services = new ServiceCollection();
        services.AddAdobePass(configuration.GetSection(section));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AdobePassOptions>>().Value;
    }
}
