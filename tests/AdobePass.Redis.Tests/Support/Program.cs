using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>What the tests start as processes of their own: <c>dotnet exec AdobePass.Redis.Tests.dll fleet …</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["fleet", var redis, var prefix, var service, var statement, var seed, var devices])
        {
            return 64;
        }

        await RunFleetAsync(redis, prefix, new Uri(service), statement, int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(devices, CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Gets options for a store on a server that has none yet.</summary>
    public static RedisStoreOptions Creating => new() { AllowCreation = true };

    public static ClientCredentials Pair(string name) => new(name, new ClientSecret("made up for " + name), [name]);

    // Every process meets every device, in an order of its own.
    private static async Task RunFleetAsync(string redis, string prefix, Uri service, string statement, int seed, int devices)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var options = new RedisStoreOptions { AllowCreation = true, KeyPrefix = prefix };
        using var client = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = service,
            SoftwareStatement = new SoftwareStatement(statement),
            CredentialStore = new RedisCredentialStore(connection, options),
            AccessTokenCache = new RedisAccessTokenCache(connection, options),
            CredentialScope = "fleet",

            // The devices have no addresses of their own, and who is asked is no server that throttles.
            RequestsPerSecond = 0,
        });
        var fleet = new FleetClient(client);
        var order = Enumerable.Range(0, devices).ToArray();
        new Random(seed).Shuffle(order);
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();

        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (device, cancellationToken) =>
            await fleet.GetProfilesAsync("CHAN1", Service.Device("device-" + device), cancellationToken));
        await Console.Out.WriteLineAsync("done");
    }
}

[AdobePassApi]
internal interface IFleet
{
    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken);
}
