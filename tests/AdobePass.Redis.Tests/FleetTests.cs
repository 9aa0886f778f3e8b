using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AdobePass.Testing;
using Xunit.Abstractions;

namespace AdobePass.Redis.Tests;

/// <summary>
/// Several processes that meet the same new devices at the same time, as the machines of a fleet do. The number of devices is small enough for every run of the tests;
/// <c>ADOBEPASS_FLEET_DEVICES</c> sets another one.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class FleetTests(SharedServers servers, ITestOutputHelper output)
{
    private const int Processes = 3;

    private static readonly int Devices = int.Parse(Environment.GetEnvironmentVariable("ADOBEPASS_FLEET_DEVICES") ?? "1000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Servers => SharedServers.All;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Every_device_uses_exactly_one_credential_pair(string kind)
    {
        var server = await servers.GetAsync(kind);
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        var witness = new Witness();
        fake.ReplaceResponse(witness.Look);
        var address = await fake.StartAsync();
        var statement = fake.CreateSoftwareStatement();
        var prefix = $"fleet-{Guid.NewGuid():N}:";
        var watch = Stopwatch.StartNew();

        var fleet = Enumerable.Range(0, Processes).Select(seed => Start(
            "fleet", server.Address, prefix, address.AbsoluteUri, statement, seed.ToString(CultureInfo.InvariantCulture), Devices.ToString(CultureInfo.InvariantCulture))).ToList();
        foreach (var process in fleet)
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        }

        foreach (var process in fleet)
        {
            await process.StandardInput.WriteLineAsync();
        }

        foreach (var process in fleet)
        {
            Assert.Equal("done", await process.StandardOutput.ReadLineAsync());
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        output.WriteLine(
            $"{kind}: {Devices} devices, {Processes} processes, {fake.Registrations} registrations, {fake.TokenRequests} token requests, {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(Devices, witness.PairsOfDevice.Count);
        Assert.All(witness.PairsOfDevice.Values, pairs => Assert.Single(pairs));
        Assert.Equal(Devices, witness.PairsUsed.Count);
        Assert.InRange(fake.Registrations, Devices, Devices + (Devices / 10));

        await using var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { KeyPrefix = prefix });
        for (var device = 0; device < Devices; device++)
        {
            var stored = await store.FindAsync(CredentialKey.Create("fleet", "device-" + device), default);
            Assert.Contains(stored!.Credentials.ClientId, witness.PairsUsed.Keys);
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Sees which pair every device's requests come from.</summary>
    private sealed class Witness
    {
        private readonly ConcurrentDictionary<string, string> _pairOfToken = new();

        public ConcurrentDictionary<string, byte> PairsUsed { get; } = new();

        public ConcurrentDictionary<string, HashSet<string>> PairsOfDevice { get; } = new();

        public FakeResponse Look(FakeRequest request, FakeResponse answer)
        {
            switch (request.Operation)
            {
                case FakeOperation.Token:
                    var pair = request.BodyText.Split('&').Single(field => field.StartsWith("client_id=", StringComparison.Ordinal))["client_id=".Length..];
                    PairsUsed.TryAdd(pair, 0);
                    using (var body = JsonDocument.Parse(answer.Body))
                    {
                        _pairOfToken[body.RootElement.GetProperty("access_token").GetString()!] = pair;
                    }

                    break;
                case FakeOperation.Profiles:
                    var pairs = PairsOfDevice.GetOrAdd(request.GetHeader("AP-Device-Identifier")!, static _ => []);
                    lock (pairs)
                    {
                        pairs.Add(_pairOfToken[request.GetHeader("Authorization")!["Bearer ".Length..]]);
                    }

                    break;
            }

            return answer;
        }
    }
}
