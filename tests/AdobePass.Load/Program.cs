using System.Globalization;
using AdobePass.Load;

const string Usage = """
    Drives the library as a fleet does, and prints what it costs.

    dotnet run -c Release --project tests/AdobePass.Load -- devices [--devices N] [--token-length N] [--json FILE]
    dotnet run -c Release --project tests/AdobePass.Load -- fleet [--devices N] [--processes N] [--calls N] [--redis HOST:PORT | --folder DIR] [--json FILE]
    dotnet run -c Release --project tests/AdobePass.Load -- race [--devices N] [--processes N] [--redis HOST:PORT | --folder DIR] [--json FILE]

      devices            many devices through one process: memory per device, the cost of a token in memory, first calls a second
        --devices N      how many, 1,000 to 10,000,000; 1,000,000 if not given
        --token-length N characters of an access token, 12 to 10,000; 36 if not given

      fleet              processes that share a store, each with devices of its own, against a fake service that throttles: refusals with 429 that they earn
        --devices N      how many in all, 1 to 1,000,000; 2,000 if not given
        --processes N    1 to 64; 4 if not given
        --calls N        calls of each device, as fast as its pace allows, 1 to 1,000; 30 if not given
        --redis …        the server to share; one in this process (Garnet) if not given
        --folder DIR     share a folder in place of a server

      race               processes that all meet the same new devices, without throttle: pairs that were ever used for a device

      --json FILE        also write the figures to FILE

    The exit code is 0, or 2 for wrong arguments.
    """;

if (args is ["node", .. var node])
{
    await Node.RunAsync(node).ConfigureAwait(false);
    return 0;
}

var command = args.FirstOrDefault();
var numbers = new Dictionary<string, (int Value, int Least, int Most)>
{
    ["--devices"] = command == "devices" ? (1_000_000, 1000, 10_000_000) : (command == "race" ? 10_000 : 2_000, 1, 1_000_000),
    ["--token-length"] = (36, 12, 10_000),
    ["--processes"] = (4, 1, 64),
    ["--calls"] = (30, 1, 1000),
};
var texts = new Dictionary<string, string?> { ["--json"] = null, ["--redis"] = null, ["--folder"] = null };
for (var i = 1; i < args.Length; i += 2)
{
    if (i + 1 < args.Length && texts.ContainsKey(args[i]))
    {
        texts[args[i]] = args[i + 1];
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
switch (command)
{
    case "devices":
        figures = await Devices.RunAsync(numbers["--devices"].Value, numbers["--token-length"].Value).ConfigureAwait(false);
        break;
    case "fleet" or "race":
        figures = await Fleet.RunAsync(command == "race", numbers["--devices"].Value, numbers["--processes"].Value, command == "race" ? 1 : numbers["--calls"].Value, texts["--redis"], texts["--folder"]).ConfigureAwait(false);
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

if (texts["--json"] is { } json)
{
    await File.WriteAllTextAsync(json, figures).ConfigureAwait(false);
}

return 0;
