using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using AdobePass.Testing;
using Xunit.Abstractions;

namespace AdobePass.Tests.Concurrency;

/// <summary>
/// Several clients, as of several processes, share one store. A seeded choice orders every step, and some steps fail before or
/// after they take effect. In every order, all callers of a device see one client id permanently, unless the service rejects it as
/// invalid. No client id is used before it is stored.
/// </summary>
public sealed class CredentialPairConsistencyTests(ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int Devices = 3;
    private const int CallsPerRun = 30;

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(200, true)]
    [InlineData(300, true)]
    public async Task All_callers_of_a_device_use_one_pair(int firstSeed, bool revokes)
    {
        var totals = new int[4];
        for (var seed = firstSeed; seed < firstSeed + 60; seed++)
        {
            var run = new Run(seed, revokes);
            await using (run.Service)
            {
                await run.ExecuteAsync();
                totals[0] += run.Completed;
                totals[1] += run.Failed;
                totals[2] += (int)run.Service.Fake.Registrations;
                totals[3] += run.Revocations;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"60 orders: {totals[0]} calls answered, {totals[1]} failed by injected faults, {totals[2]} registrations, "
            + $"{totals[3]} revocations, all with one pair at a time."));
        Assert.True(totals[0] > 60 * CallsPerRun / 3);
        Assert.True(totals[1] > 60);
        Assert.True(!revokes || totals[3] > 30);
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly Gates _gates = new();
        private readonly bool _revokes;
        private readonly int _seed;
        private readonly ConcurrentDictionary<string, string> _current = new();
        private readonly ConcurrentDictionary<string, bool> _invalid = new();
        private readonly ConcurrentQueue<string> _violations = new();
        private readonly ConcurrentQueue<string> _log = new();

        public Run(int seed, bool revokes)
        {
            _seed = seed;
            _random = new Random(seed);
            _revokes = revokes;
            Service.Answer = Watch;
        }

        public Service Service { get; } = new();

        public int Completed { get; private set; }

        public int Failed { get; private set; }

        public int Revocations { get; private set; }

        public async Task ExecuteAsync()
        {
            var clients = Enumerable.Range(0, Nodes).Select(node => Service.Client(options =>
            {
                options.CredentialStore = new GatedStore(Service.Store, _gates, new Random(HashCode.Combine(_seed, node, 1)));
                options.HttpMessageHandler = new GatedHandler(
                    Service.Fake.CreateHandler(),
                    _gates,
                    new Random(HashCode.Combine(_seed, node, 2)));
                options.RequestTimeout = TimeSpan.FromMinutes(50);
                options.StoreTimeout = TimeSpan.FromMinutes(5);
                options.Device = null;
            })).ToList();
            var devices = Enumerable.Range(0, Devices)
                .Select(i => new StreamingDevice(Name(i), Service.Information(), IPAddress.Parse("203.0.113." + (i + 1))))
                .ToList();
            var calls = new List<Task>();
            while (calls.Count < CallsPerRun || calls.Any(call => !call.IsCompleted))
            {
                await _gates.SettleAsync();
                if (calls.Count < CallsPerRun && (_gates.Waiting == 0 || _random.Next(3) == 0))
                {
                    calls.Add(clients[_random.Next(Nodes)].GetProfilesAsync("CHAN1", devices[_random.Next(Devices)]));
                }
                else if (_revokes && _gates.Waiting > 0 && _random.Next(40) == 0 && _current.Values.ToList() is { Count: > 0 } ids)
                {
                    _log.Enqueue("revoke");
                    Service.Fake.RevokeCredentials(ids[_random.Next(ids.Count)]);
                    Service.Fake.RevokeAccessTokens();
                    Revocations++;
                }
                else
                {
                    _gates.OpenOne(_random);
                }
            }

            foreach (var call in calls)
            {
                try
                {
                    await call;
                    Completed++;
                }
                catch (AdobePassException)
                {
                    Failed++;
                }
            }

            Assert.True(_violations.IsEmpty, $"Seed {_seed}: {string.Join('\n', _violations)}\n{string.Join('\n', _log)}");
            foreach (var (device, id) in _current)
            {
                var stored = await Service.Store.FindAsync(Service.DeviceKey(device), default);
                Assert.True(
                    stored?.Credentials.ClientId == id || stored?.Pending?.ClientId == id || _invalid.ContainsKey(id),
                    $"Seed {_seed}: {device} used {id} last and stores {stored?.Credentials.ClientId}");
            }
        }

        private static string Name(int device) => "device-" + device;

        // Runs at the service, in the order of its responses.
        private FakeResponse Watch(FakeRequest request, FakeResponse response)
        {
            if (request.Path != "/o/client/token")
            {
                return response;
            }

            var device = Name(int.Parse(request.GetHeader("X-Forwarded-For")!.Split('.')[3], CultureInfo.InvariantCulture) - 1);
            var id = HttpUtility.ParseQueryString(request.BodyText)["client_id"]!;
            var isInvalid = (int)response.Status == 400
                && JsonNode.Parse(response.Body.Span)?["error"]?.GetValue<string>() == "invalid_client";
            var before = _current.TryGetValue(device, out var known) ? known : null;
            _log.Enqueue($"{device}: {id[..4]} {response.Status}");
            if (isInvalid)
            {
                _invalid[id] = true;
                return response;
            }

            if (_invalid.ContainsKey(id))
            {
                // The service responded before the pair was revoked; this check runs after it.
                return response;
            }

            if (before is not null && before != id && !_invalid.ContainsKey(before))
            {
                _violations.Enqueue($"{device}: {id} is used while {before} is valid.");
            }

            // A replacement is pending in the entry before it obtains a token.
            var entry = Service.Store.FindAsync(Service.DeviceKey(device), default).AsTask().GetAwaiter().GetResult();
            if (entry?.Credentials.ClientId != id && entry?.Pending?.ClientId != id && !_invalid.ContainsKey(id))
            {
                _violations.Enqueue($"{device}: {id} is used and is not what is stored.");
            }

            _current[device] = id;
            return response;
        }
    }

    /// <summary>Where every step waits to be let go.</summary>
    private sealed class Gates
    {
        private readonly List<TaskCompletionSource> _waiting = [];

        public int Waiting
        {
            get
            {
                lock (_waiting)
                {
                    return _waiting.Count;
                }
            }
        }

        public Task PassAsync()
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_waiting)
            {
                _waiting.Add(gate);
            }

            return gate.Task;
        }

        public void OpenOne(Random random)
        {
            TaskCompletionSource? gate = null;
            lock (_waiting)
            {
                if (_waiting.Count > 0)
                {
                    var index = random.Next(_waiting.Count);
                    gate = _waiting[index];
                    _waiting.RemoveAt(index);
                }
            }

            gate?.SetResult();
        }

        /// <summary>Gives what runs room to come to its next gate.</summary>
        public async Task SettleAsync()
        {
            var before = -1;
            for (var same = 0; same < 8; same = Waiting == before ? same + 1 : 0)
            {
                before = Waiting;
                await Task.Yield();
            }
        }
    }

    private sealed class GatedHandler(HttpMessageHandler inner, Gates gates, Random random) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gates.PassAsync();
            if (Fails(random))
            {
                throw new HttpRequestException("Before.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            await gates.PassAsync();
            return Fails(random) ? throw new HttpRequestException("After.") : response;
        }
    }

    private static bool Fails(Random random)
    {
        lock (random)
        {
            return random.Next(25) == 0;
        }
    }

    private sealed class GatedStore(CredentialStore inner, Gates gates, Random random) : CredentialStore
    {
        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
            StepAsync(() => inner.FindAsync(key, cancellationToken));

        public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) =>
            await gates.PassAsync();

        public override ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken) =>
            StepAsync(() => inner.CreateAsync(key, credentials, cancellationToken));

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key,
            ClientCredentials credentials,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            StepAsync(() => inner.TryReplaceAsync(key, credentials, expectedVersion, cancellationToken));

        public override ValueTask<StoredCredentials?> TrySetPendingAsync(
            CredentialKey key,
            ClientCredentials? pending,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            StepAsync(() => inner.TrySetPendingAsync(key, pending, expectedVersion, cancellationToken));

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) =>
            inner.DeleteAsync(key, cancellationToken);

        private async ValueTask<T> StepAsync<T>(Func<ValueTask<T>> work)
        {
            await gates.PassAsync();
            if (Fails(random))
            {
                throw new IOException("Before.");
            }

            var result = await work();
            await gates.PassAsync();
            return Fails(random) ? throw new IOException("After.") : result;
        }
    }
}
