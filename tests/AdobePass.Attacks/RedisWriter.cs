using System.Globalization;
using AdobePass.Redis;
using StackExchange.Redis;

namespace AdobePass.Attacks;

/// <summary>
/// Creates and replaces pairs without end, and says on its output what it begins and what was acknowledged:
/// <c>child redis-writer PORT INDEX</c>. It is killed.
/// </summary>
internal static class RedisWriter
{
    internal const string Mode = "redis-writer";

    internal static CredentialKey Device(string name) => CredentialKey.Create("attack", name);

    internal static ClientCredentials Pair(string id) => new(id, new ClientSecret("made up for " + id), ["api:client:v2"]);

    internal static async Task<int> RunAsync(string port, string index)
    {
        var options = ConfigurationOptions.Parse(
            $"127.0.0.1:{port},abortConnect=false,asyncTimeout=1000,syncTimeout=1000,connectTimeout=1000");
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        options.ReconnectRetryPolicy = new LinearRetry(50);
        var connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        var store = new RedisCredentialStore(connection);
        for (var number = 0; ; number++)
        {
            var device = string.Create(CultureInfo.InvariantCulture, $"{index}-{number}");
            await WriteAsync(device, device + "-a", pair => CreateAsync(store, device, pair)).ConfigureAwait(false);
            await WriteAsync(device, device + "-b", pair => ReplaceAsync(store, device, pair)).ConfigureAwait(false);
        }
    }

    private static async Task<bool> CreateAsync(RedisCredentialStore store, string device, ClientCredentials pair) =>
        (await store.CreateAsync(Device(device), pair, CancellationToken.None).ConfigureAwait(false)).Credentials.ClientId == pair.ClientId;

    private static async Task<bool> ReplaceAsync(RedisCredentialStore store, string device, ClientCredentials pair) =>
        await store.FindAsync(Device(device), CancellationToken.None).ConfigureAwait(false) is { } current
        && await store.TryReplaceAsync(Device(device), pair, current.Version, CancellationToken.None).ConfigureAwait(false) is not null;

    private static async Task WriteAsync(string device, string id, Func<ClientCredentials, Task<bool>> write)
    {
        await Console.Out.WriteLineAsync($"begin {device} {id} .").ConfigureAwait(false);
        try
        {
            if (await write(Pair(id)).ConfigureAwait(false))
            {
                await Console.Out.WriteLineAsync($"stored {device} {id} .").ConfigureAwait(false);
            }
        }
        catch (CredentialStoreException failure)
        {
            // The server is down; what was begun may be stored or not.
            await Console.Out.WriteLineAsync($"failed {device} {failure.Failure} .").ConfigureAwait(false);
        }
    }
}
