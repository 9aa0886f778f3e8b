using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks;

/// <summary>
/// Calls at a constant rate from many devices over loopback. This package and the hand-written client run at the same time, each in a
/// process of its own, so that the machine treats both alike and each has its own heap.
/// </summary>
internal static class Steady
{
    private static readonly string[] Sides = ["package", "hand-written"];
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs both clients, and prints a line of each for each minute.</summary>
    public static async Task RunAsync(int minutes, int rate, int devices)
    {
        using var server = await ServerProcess.StartAsync().ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rate:N0} calls per second of {devices:N0} devices for {minutes:N0} minutes. The first minute contains the registrations."));
        Console.WriteLine(
            "side          minute    calls  failed   p50 ms   p99 ms  p99.9 ms  gen0  gen1  gen2   heap MB  process MB  processor s");
        await Task.WhenAll(Sides.Select(async side =>
        {
            string[] arguments = ["drive", side, server.Address.AbsoluteUri, Text(minutes), Text(rate), Text(devices)];
            using var process = ServerProcess.StartSelf(arguments);
            while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                Console.WriteLine(line);
            }

            await process.WaitForExitAsync().ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The process of the {side} client ended with {process.ExitCode}.");
            }
        })).ConfigureAwait(false);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Runs one client in this process.</summary>
    public static async Task DriveAsync(string side, Uri address, int minutes, int rate, int devices)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var adobePass = Clients.Connect(handler, address, maxTokens: 2 * devices, limitsRate: true);
        var call = side == Sides[0] ? OfPackage(adobePass) : OfHandWritten(handler, address);

        // As long as the run, so that the memory for the times does not grow.
        var times = new double[rate * 60 * 2];
        var all = new float[(long)rate * 60 * (minutes + 1)];
        var (measured, total, failed, started) = (0, 0, 0, 0L);
        var open = new TaskCompletionSource();
        var inFlight = 1;
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick);
        for (var minute = 1; minute <= minutes; minute++)
        {
            var collections = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
            var processor = Environment.CpuUsage.TotalTime;
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(minute))
            {
                for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate); started < due; started++)
                {
                    Interlocked.Increment(ref inFlight);
                    _ = MeasureAsync((int)(started % devices));
                }

                await timer.WaitForNextTickAsync().ConfigureAwait(false);
            }

            var count = Interlocked.Exchange(ref measured, 0);
            var name = minute.ToString(CultureInfo.InvariantCulture);
            Print(name, times.AsSpan(0, Math.Min(count, times.Length)).ToArray(), collections, processor);
        }

        if (Interlocked.Decrement(ref inFlight) > 0)
        {
            await open.Task.ConfigureAwait(false);
        }

        GC.Collect();
        var whole = all.AsSpan(0, Math.Min(total, all.Length)).ToArray();
        Print("all", [.. whole.Select(static each => (double)each)], (0, 0, 0), TimeSpan.Zero);

        async Task MeasureAsync(int device)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await call(device).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is AdobePassException or HttpRequestException or OperationCanceledException)
            {
                Interlocked.Increment(ref failed);
            }

            var time = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            Store(times, Interlocked.Increment(ref measured) - 1, time);
            Store(all, Interlocked.Increment(ref total) - 1, (float)time);
            if (Interlocked.Decrement(ref inFlight) == 0)
            {
                open.SetResult();
            }
        }

        void Print(string minute, double[] of, (int Gen0, int Gen1, int Gen2) since, TimeSpan processor)
        {
            Array.Sort(of);
            double At(double share) => of.Length == 0 ? 0 : of[(int)((of.Length - 1) * share)];
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{side,-12} {minute,7} {of.Length,8} {failed,7} {At(0.5),8:F3} {At(0.99),8:F3} {At(0.999),9:F3} "
                + $"{GC.CollectionCount(0) - since.Gen0,5} {GC.CollectionCount(1) - since.Gen1,5} {GC.CollectionCount(2) - since.Gen2,5} "
                + $"{GC.GetTotalMemory(false) / 1e6,9:F1} {process.WorkingSet64 / 1e6,11:F1} "
                + $"{(Environment.CpuUsage.TotalTime - processor).TotalSeconds,12:F1}"));
        }
    }

    private static void Store<T>(T[] times, int at, T time)
    {
        if (at < times.Length)
        {
            times[at] = time;
        }
    }

    private static Func<int, Task> OfPackage(AdobePassClient adobePass)
    {
        var client = new ServiceClient(adobePass);
        var body = new RestV2.DecisionsRequest { Resources = ["res-1"] };
        return device => client.AuthorizeAsync(
            "CHAN1",
            "MvpdAlpha",
            body,
            new StreamingDevice(Name(device), Clients.Device.Information, new IPAddress(0x0A000000L + device)));
    }

    // One token for all devices, and no registration: the least that a client can do.
    private static Func<int, Task> OfHandWritten(HttpMessageHandler handler, Uri address)
    {
        var client = Clients.HandWritten(handler, address);
        var body = new DecisionsRequest(["res-1"]);
        var (_, information) = Clients.DeviceHeaders;
        return device => client.AuthorizeAsync(
            "CHAN1",
            "MvpdAlpha",
            body,
            "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Name(device))),
            information);
    }

    private static string Name(int device) => string.Create(CultureInfo.InvariantCulture, $"device-{device}");
}
