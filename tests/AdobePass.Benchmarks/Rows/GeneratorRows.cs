using System.Globalization;
using AdobePass.Benchmarks.Generators;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The two generators in one process, edit by edit.</summary>
internal static class GeneratorRows
{
    public static void Run(Table table)
    {
        var unrelated = new List<(double, double)>();
        var cold = new List<(double, double)>();
        long oursAtOne = 0, refitAtOne = 0;
        foreach (var interfaces in new[] { 1, 100, 500 })
        {
            var ours = GeneratorProject.Ours(interfaces);
            var refit = GeneratorProject.Refit(interfaces);
            foreach (var (name, errors) in new[] { ("ours", ours.Errors()), ("Refit", refit.Errors()) })
            {
                if (errors.Count > 0)
                {
                    throw new InvalidOperationException($"What {name} generated does not compile: {errors[0]}");
                }
            }

            var size = string.Create(CultureInfo.InvariantCulture, $"{interfaces} interface{(interfaces == 1 ? "" : "s")} of 12 operations");
            var isGoal = interfaces == 500;

            var samples = Sampling.Compare(5, [ours.Renew, refit.Renew], [ours.RunCold, refit.RunCold]);
            Add($"generator, cold, {size}", samples, isGoal ? 1 / 3.0 : null);
            cold.Add((interfaces, samples[0].Median));

            samples = Sampling.Compare(15, ours.EditUnrelated, refit.EditUnrelated);
            Add($"generator, unrelated keystroke, {size}", samples, isGoal ? 0.05 : null);
            unrelated.Add((interfaces, samples[0].Median));

            samples = Sampling.Compare(7, ours.EditInterface, refit.EditInterface);
            Add($"generator, edit of one interface, {size}", samples, null);

            var spec = Sampling.Compare(7, ours.EditSpec)[0];
            table.Add($"generator, edit of the spec, {size}", "ms", spec.Median, spread: spec.Jitter);

            if (interfaces == 1)
            {
                oursAtOne = ours.EmittedBytes();
                refitAtOne = refit.EmittedBytes();
            }
            else if (interfaces == 100)
            {
                table.Add("emitted source of one more interface of 12 operations", "B", (ours.EmittedBytes() - oursAtOne) / 99.0, "Refit", (refit.EmittedBytes() - refitAtOne) / 99.0, 1 / 3.0);
            }
        }

        table.Add("growth: generator, cold, 1 to 500 interfaces (exponent)", "", Sampling.Slope(cold), atMost: 1.05);
        table.Add("growth: generator, unrelated keystroke, 1 to 500 (exponent)", "", Sampling.Slope(unrelated), atMost: 1.05);

        void Add(string row, Sampling.Sample[] samples, double? atMost) =>
            table.Add(row, "ms", samples[0].Median, "Refit", samples[1].Median, atMost, samples[0].RatioTo(samples[1]), samples[0].RatioSpread(samples[1]));
    }
}
