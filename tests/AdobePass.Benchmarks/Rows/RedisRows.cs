using System.Globalization;
using System.Net;
using AdobePass.Benchmarks.Report;
using AdobePass.Redis;
using Garnet;
using StackExchange.Redis;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The fleet's store beside the bare client, on a server in this process.</summary>
internal static class RedisRows
{
    public static async Task RunAsync(Table table)
    {
        var port = FreePort();
        using var server = new GarnetServer(
            ["--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--memory", "64m", "--index", "16m", "-q"]);
        server.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port}").ConfigureAwait(false);
        var database = connection.GetDatabase();
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true });
        var credentials = new ClientCredentials("client-1", new ClientSecret(Guid.NewGuid().ToString("N")));
        var key = CredentialKey.Create("scope", "device");
        await store.CreateAsync(key, credentials, CancellationToken.None).ConfigureAwait(false);
        var text = new string('x', 160);
        await database.StringSetAsync("bare", text).ConfigureAwait(false);

        var found = await Sampling.CompareAsync(
            () => store.FindAsync(key, CancellationToken.None).AsTask(),
            () => database.StringGetAsync("bare")).ConfigureAwait(false);
        table.Add(
            "Redis store: find, time",
            "ns",
            found[0].Median,
            "GET",
            found[1].Median,
            null,
            found[0].RatioTo(found[1]),
            found[0].RatioSpread(found[1]));
        table.Add("Redis store: find, bytes", "B", found[0].Bytes, "GET", found[1].Bytes);

        var number = 0;
        var created = await Sampling.CompareAsync(
            () => store
                .CreateAsync(
                    CredentialKey.Create("scope", (++number).ToString(CultureInfo.InvariantCulture)),
                    credentials,
                    CancellationToken.None)
                .AsTask(),
            () => database.StringSetAsync(
                "bare" + (++number).ToString(CultureInfo.InvariantCulture),
                text,
                when: When.NotExists)).ConfigureAwait(false);
        table.Add(
            "Redis store: create if absent, time",
            "ns",
            created[0].Median,
            "SET NX",
            created[1].Median,
            null,
            created[0].RatioTo(created[1]),
            created[0].RatioSpread(created[1]));
        table.Add("Redis store: create if absent, bytes", "B", created[0].Bytes, "SET NX", created[1].Bytes);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
