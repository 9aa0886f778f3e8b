using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Web;
using AdobePass.Testing;
using Garnet;

namespace AdobePass.Load;

/// <summary>Several processes on one store against the fake service, as real requests over loopback.</summary>
internal static class Fleet
{
    public static async Task<string> RunAsync(bool isRace, int devices, int processes, int calls, string? redis, string? folder)
    {
        using var garnet = redis is null && folder is null ? StartGarnet() : null;
        var store = folder is null ? redis ?? garnet!.Address : Path.GetFullPath(folder);
        var prefix = $"load-{Guid.NewGuid():N}:";
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = !isRace });
        var pairs = new ConcurrentDictionary<string, ConcurrentDictionary<string, bool>>();
        fake.ReplaceResponse((request, answer) =>
        {
            if (request.Operation == FakeOperation.Token && answer.Status < 300 && request.GetHeader("X-Forwarded-For") is { } device)
            {
                pairs.GetOrAdd(device, static _ => new()).TryAdd(HttpUtility.ParseQueryString(request.BodyText)["client_id"] ?? string.Empty, true);
            }

            return answer;
        });
        var service = await fake.StartAsync().ConfigureAwait(false);
        var statement = fake.CreateSoftwareStatement();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{processes} processes, {devices:N0} devices, {(isRace ? "all of which meet all devices" : $"{calls} calls each")}, on {(folder is not null ? "a folder" : redis is not null ? "Redis" : "Garnet")}, {Environment.ProcessorCount} processors, .NET {Environment.Version}"));

        var nodes = Enumerable.Range(0, processes).Select(index => Start(
            service.AbsoluteUri, statement, store, prefix, Text(index), Text(processes), Text(devices), Text(calls), isRace ? "race" : "fleet")).ToList();
        try
        {
            foreach (var node in nodes)
            {
                await ExpectAsync(node, "ready").ConfigureAwait(false);
            }

            using var progress = Progress.Show("Calls", () => string.Create(CultureInfo.InvariantCulture, $"{fake.Requests:N0} requests, {fake.Registrations:N0} registrations, {fake.Throttled:N0} refused with 429"));
            foreach (var node in nodes)
            {
                await node.StandardInput.WriteLineAsync().ConfigureAwait(false);
            }

            foreach (var node in nodes)
            {
                await ExpectAsync(node, "done").ConfigureAwait(false);
            }

            var seconds = progress.Elapsed.TotalSeconds;
            var most = pairs.Values.Max(each => each.Count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"requests                  {fake.Requests:N0} in {seconds:F1} s, {fake.Requests / seconds:N0} per second"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"registrations             {fake.Registrations:N0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"token requests            {fake.TokenRequests:N0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"devices with a token      {pairs.Count:N0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pairs used, most of one   {most}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refused with 429          {fake.Throttled:N0}"));
            return JsonSerializer.Serialize(new
            {
                processes,
                devices,
                calls,
                seconds = Math.Round(seconds, 1),
                requests = fake.Requests,
                registrations = fake.Registrations,
                tokenRequests = fake.TokenRequests,
                devicesWithToken = pairs.Count,
                mostPairsUsed = most,
                throttled = fake.Throttled,
            });
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Kill(entireProcessTree: true);
                node.Dispose();
            }
        }
    }

    private static async Task ExpectAsync(Process node, string word)
    {
        var said = await node.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        if (said != word)
        {
            throw new InvalidOperationException($"A process of the fleet ended early; its own words are on the error stream. Expected {word}, got {said ?? "nothing"}.");
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("node");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static RunningGarnet StartGarnet()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var server = new GarnetServer(["--bind", "127.0.0.1", "--port", Text(port), "--memory", "512m", "--index", "16m", "-q"]);
        server.Start();
        return new RunningGarnet(server, "127.0.0.1:" + Text(port));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record RunningGarnet(GarnetServer Server, string Address) : IDisposable
    {
        public void Dispose() => Server.Dispose();
    }
}
