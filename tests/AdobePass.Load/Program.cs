using System.Globalization;
using AdobePass.Load;

const string Usage = """
    Drives the library as a fleet does, and prints what it costs.

    dotnet run -c Release --project tests/AdobePass.Load -- devices [--devices N] [--token-length N] [--json FILE]

      devices            many devices through one process: memory per device, the cost of a token in memory, first calls a second
        --devices N      how many, 1,000 to 10,000,000; 1,000,000 if not given
        --token-length N characters of an access token, 12 to 10,000; 36 if not given

      --json FILE        also write the figures to FILE

    The exit code is 0, or 2 for wrong arguments.
    """;

var numbers = new Dictionary<string, (int Value, int Least, int Most)>
{
    ["--devices"] = (1_000_000, 1000, 10_000_000),
    ["--token-length"] = (36, 12, 10_000),
};
string? json = null;
for (var i = 1; i < args.Length; i += 2)
{
    if (i + 1 < args.Length && args[i] == "--json")
    {
        json = Path.GetFullPath(args[i + 1]);
    }
    else if (i + 1 < args.Length && numbers.TryGetValue(args[i], out var number) && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= number.Least && value <= number.Most)
    {
        numbers[args[i]] = number with { Value = value };
    }
    else
    {
        Console.Error.WriteLine($"{args[i]} is no option, or has no value in its range.");
        Console.Error.WriteLine(Usage);
        return 2;
    }
}

string figures;
switch (args.FirstOrDefault())
{
    case "devices":
        figures = await Devices.RunAsync(numbers["--devices"].Value, numbers["--token-length"].Value).ConfigureAwait(false);
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

if (json is not null)
{
    await File.WriteAllTextAsync(json, figures).ConfigureAwait(false);
}

return 0;
