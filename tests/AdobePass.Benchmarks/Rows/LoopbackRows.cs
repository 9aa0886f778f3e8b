using System.Diagnostics;
using System.Globalization;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The authorize call over loopback, to a server in another process, with the platform's handler on all sides.</summary>
internal static class LoopbackRows
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(700);

    public static async Task RunAsync(Table table)
    {
        using var server = await ServerProcess.StartAsync().ConfigureAwait(false);
        var address = server.Address;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var adobePass = Clients.Connect(handler, address);
        var ours = new ServiceClient(adobePass);
        var refit = Clients.Refit(handler, address);
        var hand = Clients.HandWritten(handler, address);
        var (id, information) = Clients.DeviceHeaders;
        var body = new RestV2.DecisionsRequest { Resources = ["res-1"] };
        var peerBody = new DecisionsRequest(["res-1"]);
        Func<Task>[] sides =
        [
            () => ours.AuthorizeAsync("CHAN1", "MvpdAlpha", body, Clients.Device),
            () => refit.AuthorizeAsync("CHAN1", "MvpdAlpha", peerBody, id, information),
            () => hand.AuthorizeAsync("CHAN1", "MvpdAlpha", peerBody, id, information),
        ];

        foreach (var inFlight in new[] { 1, 16, 256 })
        {
            var rates = sides.Select(_ => new List<double>()).ToArray();
            var costs = sides.Select(_ => new List<double>()).ToArray();
            for (var round = -1; round < 5; round++)
            {
                for (var i = 0; i < sides.Length; i++)
                {
                    var (rate, cost) = await DriveAsync(sides[i], inFlight).ConfigureAwait(false);
                    if (round >= 0)
                    {
                        rates[i].Add(rate);
                        costs[i].Add(cost);
                    }
                }
            }

            string[] names = ["", "Refit", "hand-written"];
            var what = string.Create(CultureInfo.InvariantCulture, $"authorize over loopback, {inFlight} in flight");
            for (var i = 1; i < sides.Length; i++)
            {
                table.Add(what + ", time per request", "µs", 1e6 / Sampling.Median(rates[0]), names[i], 1e6 / Sampling.Median(rates[i]), ratio: Sampling.Median([.. rates[i].Zip(rates[0], (theirs, mine) => theirs / mine)]), spread: (rates[0].Max() - rates[0].Min()) / Sampling.Median(rates[0]));
            }

            table.Add(what + ", requests", "1/s", Sampling.Median(rates[0]));
            for (var i = 1; i < sides.Length; i++)
            {
                table.Add(what + ", processor time of the client per request", "µs", Sampling.Median(costs[0]), names[i], Sampling.Median(costs[i]), spread: (costs[0].Max() - costs[0].Min()) / Sampling.Median(costs[0]));
            }
        }
    }

    private static async Task<(double RequestsPerSecond, double MicrosecondsOfProcessor)> DriveAsync(Func<Task> call, int inFlight)
    {
        var count = 0;
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < Round)
            {
                await call().ConfigureAwait(false);
                Interlocked.Increment(ref count);
            }
        })).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return (count / elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMicroseconds / count);
    }
}
