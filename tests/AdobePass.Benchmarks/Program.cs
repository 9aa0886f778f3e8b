using System.Diagnostics;
using AdobePass.Benchmarks.Generators;

var n = int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture);
foreach (var (name, project) in new[] { ("ours", GeneratorProject.Ours(n)), ("refit", GeneratorProject.Refit(n)) })
{
    foreach (var e in project.Errors().Take(3)) Console.WriteLine(e);
    T("cold", project.RunCold, 5);
    T("unrelated", project.EditUnrelated, 15);
    T("interface", project.EditInterface, 5);
    if (name == "ours") T("spec", project.EditSpec, 5);
    Console.WriteLine(project.EmittedBytes());
    void T(string what, Action a, int k)
    {
        var l = new List<double>();
        for (var i = 0; i < k; i++) { var s = Stopwatch.GetTimestamp(); a(); l.Add(Stopwatch.GetElapsedTime(s).TotalMilliseconds); }
        Console.WriteLine($"{name} {what}: " + string.Join(" ", l.Select(x => x.ToString("F1"))));
    }
}
