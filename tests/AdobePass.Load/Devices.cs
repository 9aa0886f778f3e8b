using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AdobePass.Load;

/// <summary>
/// Runs many devices through one process. Measures the memory per device, the time to find a cached token, and the number of
/// first calls per second. The service and the store keep no data, so the result is the cost of the library alone.
/// </summary>
internal static class Devices
{
    private const int Workers = 4;
    private const int Sample = 10_000;

    public static async Task<string> RunAsync(int count, int tokenLength)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} devices, tokens of {tokenLength} characters, {Environment.ProcessorCount} processors, "
            + $".NET {Environment.Version}"));
        var sizes = new[] { 1, 1000, count }.Where(size => size <= count).Distinct().ToArray();
        var hits = new List<(int Devices, double Nanoseconds)>();
        double perDevice, first;
        using (var adobePass = Connect(count, tokenLength))
        {
            var client = new ServiceClient(adobePass);
            await client.GetProfilesAsync("CHAN1", Device(0)).ConfigureAwait(false);
            var before = Live();
            var done = 1;
            var elapsed = TimeSpan.Zero;
            foreach (var size in sizes)
            {
                elapsed += await DriveAsync(client, done, size).ConfigureAwait(false);
                done = size;
                if (size == count)
                {
                    perDevice = (Live() - before) / (double)(count - 1);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"live bytes per device             {perDevice:F0}, of which the text of the token {22 + (2 * tokenLength)}"));
                    first = (count - 1) / elapsed.TotalSeconds;
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"first calls (3 requests each)     {first:N0} per second with {Workers} workers"));
                }

                hits.Add((size, Find(adobePass, size)));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a token in memory, {size,9:N0} devices {hits[^1].Nanoseconds:F0} ns"));
            }

            perDevice = (Live() - before) / (double)(count - 1);
            first = (count - 1) / elapsed.TotalSeconds;
        }

        var ratio = hits[^1].Nanoseconds / hits[0].Nanoseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"growth from 1 to {count:N0}       {ratio:F2} times"));
        var bounded = await BoundedAsync(count, tokenLength).ConfigureAwait(false);
        return JsonSerializer.Serialize(new
        {
            devices = count,
            tokenLength,
            liveBytesPerDevice = Math.Round(perDevice),
            firstCallsPerSecond = Math.Round(first),
            hitNanoseconds = hits.ToDictionary(
                hit => hit.Devices.ToString(CultureInfo.InvariantCulture),
                hit => Math.Round(hit.Nanoseconds, 1)),
            bounded,
        });
    }

    // With room for a tenth of the devices: what is alive must not follow their number.
    private static async Task<Dictionary<string, long>> BoundedAsync(int count, int tokenLength)
    {
        var limit = Math.Max(1, count / 10);
        var alive = new Dictionary<string, long>();
        using var adobePass = Connect(limit, tokenLength);
        var client = new ServiceClient(adobePass);
        await client.GetProfilesAsync("CHAN1", Device(0)).ConfigureAwait(false);
        var before = Live();
        var done = 1;
        foreach (var size in new[] { limit, count / 2, count }.Where(size => size > done))
        {
            await DriveAsync(client, done, size).ConfigureAwait(false);
            done = size;
            alive[size.ToString(CultureInfo.InvariantCulture)] = Live() - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"live with room for {limit:N0}, after {size,9:N0} devices {alive.Values.Last():N0} bytes"));
        }

        return alive;
    }

    private static AdobePassClient Connect(int limit, int tokenLength) => new(new AdobePassOptions
    {
        BaseAddress = new Uri("https://service.example"),
        SoftwareStatement = new SoftwareStatement("e30.e30.eA"),
        CredentialStore = new ComputedStore(),
        HttpMessageHandler = new StubHandler(tokenLength),
        MaxTokensInMemory = limit,
        RegistrationBreakDuration = TimeSpan.Zero,
    });

    private static async Task<TimeSpan> DriveAsync(ServiceClient client, int from, int to)
    {
        var next = from - 1;
        using var progress = Progress.Show($"{to - from:N0} devices", () => $"{Volatile.Read(ref next) + 1:N0}");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < to; i = Interlocked.Increment(ref next))
            {
                await client.GetProfilesAsync("CHAN1", Device(i)).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
        return progress.Elapsed;
    }

    private static double Find(AdobePassClient adobePass, int count)
    {
        var tokens = adobePass.Tokens;
        var random = new Random(1);
        var devices = Enumerable.Range(0, Math.Min(Sample, count))
            .Select(i => Device(count <= Sample ? i : random.Next(count)))
            .Select(device => (Device: device, DeviceKey: adobePass.KeyOf(device)))
            .ToArray();
        var best = double.MaxValue;
        for (var round = 0; round < 30; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            for (var i = 0; i < Sample; i++)
            {
                var (device, key) = devices[i % devices.Length];
                _ = tokens.GetAsync(key, device, CancellationToken.None).GetAwaiter().GetResult();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(watch).TotalNanoseconds / Sample);
        }

        return best;
    }

    private static StreamingDevice Device(int i) => new(
        string.Create(CultureInfo.InvariantCulture, $"device-{i}"),
        Information,
        new IPAddress(0x0A000000L + i));

    public static DeviceInformation Information { get; } = new()
    {
        PrimaryHardwareType = HardwareType.SetTopBox,
        Model = "BoxOne",
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    };

    private static long Live()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>A store whose entries follow from their keys.</summary>
    private sealed class ComputedStore : CredentialStore
    {
        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        public override ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken) =>
            new(new StoredCredentials(credentials, "1"));

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key,
            ClientCredentials credentials,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            default;

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) => default;
    }

    /// <summary>Responds as the service does, with a separate token for each device, and keeps no state.</summary>
    private sealed class StubHandler(int tokenLength) : HttpMessageHandler
    {
        private static readonly MediaTypeHeaderValue Json = new("application/json");
        private readonly string _token = new('t', tokenLength);
        private long _last;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var id = Interlocked.Increment(ref _last).ToString("x12", CultureInfo.InvariantCulture);
            var body = request.RequestUri!.AbsolutePath switch
            {
                "/o/client/register" => $$"""{"client_id":"{{id}}","client_secret":"{{id}}","client_id_issued_at":1780000000,"redirect_uris":["app://a"],"grant_types":["client_credentials"],"scopes":["api:client:v2"]}""",
                "/o/client/token" =>
                    $$"""{"access_token":"{{id + _token[12..]}}","token_type":"bearer","created_at":1780000000,"expires_in":86400}""",
                _ => """{"profiles":{}}""",
            };
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = Json;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }
    }
}
