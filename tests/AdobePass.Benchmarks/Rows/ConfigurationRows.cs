using System.Globalization;
using System.Text.Json;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Reading a configuration from memory: emitted readers beside source-generated System.Text.Json.</summary>
internal static class ConfigurationRows
{
    public static async Task RunAsync(Table table)
    {
        var ours = new List<(double, Sample)>();
        var peer = new List<Sample>();
        foreach (var mvpds in new[] { 30, 300, 3000 })
        {
            var bytes = Payloads.Configuration(mvpds);
            object? result = null;
            var isGoal = mvpds == 300;
            var samples = await Sampling.CompareAsync(
                isGoal ? [(1, 0.75)] : [],
                () =>
                {
                    result = RestV2.ConfigurationResponse.Parse(bytes);
                    return Task.CompletedTask;
                },
                () =>
                {
                    result = JsonSerializer.Deserialize(bytes, PeerJson.Default.ConfigurationResponse);
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
            GC.KeepAlive(result);
            var what = string.Create(CultureInfo.InvariantCulture, $"read a configuration of {mvpds:N0} MVPDs");
            table.Add(what + ", time", "ns", samples[0], "STJ", samples[1], isGoal ? 0.75 : null);
            table.Add(what + ", bytes", "B", samples[0].Bytes, "STJ", samples[1].Bytes, isGoal ? 1.0 : null);
            ours.Add((mvpds, samples[0]));
            peer.Add(samples[1]);
        }

        table.AddGrowth("read a configuration", "MVPDs", "ns", ours, "STJ", peer, atMost: 1.05);
    }
}
