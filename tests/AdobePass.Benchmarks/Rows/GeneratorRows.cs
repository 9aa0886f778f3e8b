using System.Globalization;
using AdobePass.Benchmarks.Generators;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The two generators in one process, edit by edit.</summary>
internal static class GeneratorRows
{
    public static void Run(Table table)
    {
        var cold = new List<(double Size, Sample Ours, Sample Refit)>();
        var unrelated = new List<(double Size, Sample Ours, Sample Refit)>();
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

            // A cold start of one interface takes a tenth of the time, and varies more.
            var atMost = isGoal ? 1 / 3.0 : 1;
            var samples = Sampling.Compare(
                interfaces == 1 ? 21 : 7,
                [(1, atMost)],
                [ours.RunCold, refit.RunCold],
                [ours.Renew, refit.Renew]);
            table.Add($"generator, cold, {size}", "ms", samples[0], "Refit", samples[1], atMost);
            cold.Add((interfaces, samples[0], samples[1]));

            samples = Sampling.Compare(15, isGoal ? [(1, 0.05)] : [], [ours.EditUnrelated, refit.EditUnrelated]);
            table.Add($"generator, unrelated keystroke, {size}", "ms", samples[0], "Refit", samples[1], isGoal ? 0.05 : null);
            unrelated.Add((interfaces, samples[0], samples[1]));

            samples = Sampling.Compare(7, ours.EditInterface, refit.EditInterface);
            table.Add($"generator, edit of one interface, {size}", "ms", samples[0], "Refit", samples[1]);

            table.Add($"generator, edit of the spec, {size}", "ms", Sampling.Compare(7, ours.EditSpec)[0]);

            if (interfaces == 1)
            {
                oursAtOne = ours.EmittedBytes();
                refitAtOne = refit.EmittedBytes();
            }
            else if (interfaces == 100)
            {
                table.Add(
                    "emitted source of one more interface of 12 operations",
                    "B",
                    (ours.EmittedBytes() - oursAtOne) / 99.0,
                    "Refit",
                    (refit.EmittedBytes() - refitAtOne) / 99.0,
                    1 / 3.0);
            }
        }

        AddGrowth("generator, cold", cold);
        AddGrowth("generator, unrelated keystroke", unrelated);

        void AddGrowth(string name, List<(double Size, Sample Ours, Sample Refit)> points) => table.AddGrowth(
            name,
            "interfaces",
            "ms",
            [.. points.Select(static each => (each.Size, each.Ours))],
            "Refit",
            [.. points.Select(static each => each.Refit)],
            atMost: 1.05);
    }
}
