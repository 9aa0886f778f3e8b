using System.Globalization;
using System.Net;
using AdobePass.Benchmarks.Calls;
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

        var hand = new HandWrittenStore(database);
        await hand.CreateAsync(key, credentials.ClientId, credentials.ClientSecret.Reveal(), []).ConfigureAwait(false);

        var found = await Sampling.CompareAsync(
            () => store.FindAsync(key, CancellationToken.None).AsTask(),
            () => database.StringGetAsync("bare"),
            () => hand.FindAsync(key)).ConfigureAwait(false);
        Add("find", found, "GET");

        var number = 0;
        CredentialKey Next() => CredentialKey.Create("scope", (++number).ToString(CultureInfo.InvariantCulture));
        var created = await Sampling.CompareAsync(
            () => store.CreateAsync(Next(), credentials, CancellationToken.None).AsTask(),
            () => database.StringSetAsync(
                "bare" + (++number).ToString(CultureInfo.InvariantCulture),
                text,
                when: When.NotExists),
            () => hand.CreateAsync(Next(), credentials.ClientId, credentials.ClientSecret.Reveal(), [])).ConfigureAwait(false);
        Add("create if absent", created, "SET NX");

        void Add(string what, Sample[] samples, string command)
        {
            table.Add($"Redis store: {what}, time", "ns", samples[0], command, samples[1]);
            table.Add($"Redis store: {what}, time", "ns", samples[0], "hand-written", samples[2]);
            table.Add($"Redis store: {what}, bytes", "B", samples[0].Bytes, command, samples[1].Bytes, atMost: 2);
            table.Add($"Redis store: {what}, bytes", "B", samples[0].Bytes, "hand-written", samples[2].Bytes);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
