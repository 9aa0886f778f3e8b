using System.Globalization;
using System.Text.Json;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Reading a configuration from bytes that are there: emitted readers beside source-generated System.Text.Json.</summary>
internal static class ConfigurationRows
{
    public static async Task RunAsync(Table table)
    {
        var points = new List<(double, double)>();
        foreach (var mvpds in new[] { 30, 300, 3000 })
        {
            var bytes = Payloads.Configuration(mvpds);
            object? result = null;
            var samples = await Sampling.CompareAsync(
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
            table.Add(what + ", time", "ns", samples[0].Median, "STJ", samples[1].Median, mvpds == 300 ? 0.75 : null, samples[0].RatioTo(samples[1]), samples[0].RatioSpread(samples[1]));
            table.Add(what + ", bytes", "B", samples[0].Bytes, "STJ", samples[1].Bytes, mvpds == 300 ? 1.0 : null);
            points.Add((mvpds, samples[0].Median));
        }

        table.Add("growth: read a configuration, 30 to 3,000 MVPDs (exponent)", "", Sampling.Slope(points), atMost: 1.05);
    }
}
