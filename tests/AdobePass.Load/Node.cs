using System.Globalization;
using System.Net;
using AdobePass.Redis;
using StackExchange.Redis;

namespace AdobePass.Load;

/// <summary>One process of a fleet: <c>node SERVICE STATEMENT STORE PREFIX INDEX PROCESSES DEVICES CALLS race|fleet</c>.</summary>
internal static class Node
{
    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var service, var statement, var store, var prefix, .. var numbers, var mode])
        {
            throw new ArgumentException("A node gets ten arguments.", nameof(arguments));
        }

        var (index, processes, devices, calls) = (Number(numbers[0]), Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
        var isRace = mode == "race";
        await using var redis = Path.IsPathRooted(store) ? null : await ConnectionMultiplexer.ConnectAsync(store).ConfigureAwait(false);
        var shared = new RedisStoreOptions { AllowCreation = true, KeyPrefix = prefix };
        using var adobePass = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = new Uri(service),
            SoftwareStatement = new SoftwareStatement(statement),
            CredentialStore = redis is null
                ? new FileCredentialStore(store, new FileStoreOptions { AllowCreation = true })
                : new RedisCredentialStore(redis, shared),
            AccessTokenCache = redis is null ? new FileAccessTokenCache(store) : new RedisAccessTokenCache(redis, shared),
            CredentialScope = "fleet",
            RequestsPerSecond = isRace ? 0 : 1,
            MaxQueueDelay = TimeSpan.FromHours(1),
        });
        var client = new ServiceClient(adobePass);
        var mine = Enumerable.Range(0, devices).Where(device => isRace || device % processes == index).ToArray();
        new Random(index).Shuffle(mine);
        await Console.Out.WriteLineAsync("ready").ConfigureAwait(false);
        await Console.In.ReadLineAsync().ConfigureAwait(false);

        // In a race, sixteen at a time; in a fleet all devices at once, since most of the time they wait for their turn.
        await Parallel.ForEachAsync(mine, new ParallelOptions { MaxDegreeOfParallelism = isRace ? 16 : Math.Max(1, mine.Length) }, async (device, cancellationToken) =>
        {
            var one = Device(device);
            for (var call = 0; call < calls; call++)
            {
                await client.GetProfilesAsync("CHAN1", one, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await Console.Out.WriteLineAsync("done").ConfigureAwait(false);
    }

    public static IPAddress AddressOf(int device) => new(
    [
        11, (byte)(device >> 16), (byte)(device >> 8), (byte)device,
    ]);

    private static StreamingDevice Device(int device) => new(string.Create(CultureInfo.InvariantCulture, $"device-{device}"), Devices.Information, AddressOf(device));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
