using System.Diagnostics;
using System.Globalization;
using AdobePass.Attacks;

const string Usage = """
    Attacks the stores and the token flow on purpose, and prints what was lost and what it cost. Everything runs on this machine.

    dotnet run -c Release --project tests/AdobePass.Attacks -- [list | all | NAME…] [--seed N]

      list        the attacks, a line each
      all         every attack, one after the other (the default)
      NAME…       these attacks
      --seed N    the seed of random choices; 1 if not given

    The exit code is 0 if nothing was lost, 1 if something was, or 2 for wrong arguments.
    """;

if (args is ["child", .. var child])
{
    return await Child.RunAsync(child).ConfigureAwait(false);
}

var seed = 1;
var names = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed))
    {
        i++;
    }
    else if (args[i] is "list" or "all" || AllAttacks.List.Any(attack => attack.Name == args[i]))
    {
        names.Add(args[i]);
    }
    else
    {
        Console.Error.WriteLine($"'{args[i]}' is not an attack or an option.");
        Console.Error.WriteLine(Usage);
        return 2;
    }
}

if (names.Contains("list"))
{
    foreach (var attack in AllAttacks.List)
    {
        Console.WriteLine($"{attack.Name,-24} {attack.Description}");
    }

    return 0;
}

var lost = 0L;
foreach (var attack in AllAttacks.List.Where(attack => names.Count == 0 || names.Contains("all") || names.Contains(attack.Name)))
{
    var folder = Directory.CreateTempSubdirectory("adobepass-attack-").FullName;
    using var limit = new CancellationTokenSource(attack.TimeLimit);
    var watch = Stopwatch.StartNew();
    Console.WriteLine($"{attack.Name}: {attack.Description}");
    try
    {
        var context = new AttackContext(folder, seed, line => Console.WriteLine($"  {watch.Elapsed.TotalSeconds,6:0.0} s  {line}"), limit.Token);
        var result = await attack.RunAsync(context).ConfigureAwait(false);
        lost += result.Lost;
        Console.WriteLine(result.Skipped is { } reason
            ? $"  skipped: {reason}"
            : FormattableString.Invariant($"  {result.Tried:N0} tried, {result.Lost:N0} lost, {watch.Elapsed.TotalSeconds:0.0} s. {result.Details}"));
    }
    catch (Exception fault) when (fault is not OutOfMemoryException)
    {
        lost++;
        Console.WriteLine($"  failed after {watch.Elapsed.TotalSeconds:0.0} s: {fault}");
    }
    finally
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A mount of a failed attack may still be busy.
        }
    }
}

Console.WriteLine(lost == 0 ? "Nothing was lost." : FormattableString.Invariant($"{lost:N0} lost."));
return lost == 0 ? 0 : 1;
