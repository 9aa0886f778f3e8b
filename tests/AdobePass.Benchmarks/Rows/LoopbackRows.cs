using System.Diagnostics;
using System.Globalization;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The authorize call over loopback, to a server in another process, with the platform's handler on all sides.</summary>
internal static class LoopbackRows
{
    private const double ProcessorAtMost = 0.95;
    private const int Rounds = 11;
    private const int MaxSeries = 4;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300);
    private static readonly string[] Names = ["", "Refit", "hand-written"];

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

        var growth = new List<(double Size, Sample Ours, Sample Peer)>();
        foreach (var inFlight in new[] { 1, 16, 256 })
        {
            var (times, costs) = await MeasureAsync(sides, inFlight).ConfigureAwait(false);
            var what = string.Create(CultureInfo.InvariantCulture, $"authorize over loopback, {inFlight} in flight");
            for (var i = 1; i < sides.Length; i++)
            {
                table.Add(what + ", time per request", "µs", times[0], Names[i], times[i]);
            }

            for (var i = 1; i < sides.Length; i++)
            {
                table.Add(
                    what + ", processor time of the client per request",
                    "µs",
                    costs[0],
                    Names[i],
                    costs[i],
                    Names[i] == "hand-written" ? ProcessorAtMost : null);
            }

            growth.Add((inFlight, costs[0], costs[2]));
        }

        table.AddGrowth(
            "processor time of a request over loopback",
            "in flight",
            "µs",
            [.. growth.Select(static each => (each.Size, each.Ours))],
            "hand-written",
            [.. growth.Select(static each => each.Peer)]);
    }

    private static async Task<(Sample[] Times, Sample[] Costs)> MeasureAsync(Func<Task>[] sides, int inFlight)
    {
        var times = sides.Select(static _ => new List<double>()).ToArray();
        var costs = sides.Select(static _ => new List<double>()).ToArray();

        // The first two rounds warm up.
        for (var round = -2; round < Rounds * MaxSeries; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                var (time, cost) = await DriveAsync(sides[i], inFlight).ConfigureAwait(false);
                if (round >= 0)
                {
                    times[i].Add(time);
                    costs[i].Add(cost);
                }
            }

            if (round > 0
                && round % Rounds == Rounds - 1
                && new Sample(costs[0]).Over(new Sample(costs[2])).Judge(ProcessorAtMost) != Verdict.Undecided)
            {
                break;
            }
        }

        return ([.. times.Select(static each => new Sample(each))], [.. costs.Select(static each => new Sample(each))]);
    }

    // Microseconds of a request, of elapsed time and of processor time.
    private static async Task<(double Time, double Processor)> DriveAsync(Func<Task> call, int inFlight)
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
        return (elapsed.TotalMicroseconds / count, (process.TotalProcessorTime - before).TotalMicroseconds / count);
    }
}
