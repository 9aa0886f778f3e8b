using System.Globalization;

namespace AdobePass.DocumentFuzzer;

/// <summary>The command line of the fuzzer.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Generates clients from random OpenAPI documents and reports each document that makes the generator fail.

        dotnet run -c Release --project tests/AdobePass.DocumentFuzzer -- [--inputs N] [--first N] [--seed N] [--bind N]
            [--threads N] [--documents FOLDER] [--failures FOLDER]

          --inputs N           number of documents; 10,000 by default
          --first N            number of the first document, to repeat a part of a run; 0 by default
          --seed N             seed of the random numbers; 1 by default
          --bind N             number of documents, chosen at random, whose generated code is compiled; a hundredth by default
          --threads N          number of threads; 1 by default
          --documents FOLDER   also mutate the documents (*.json) of a folder
          --failures FOLDER    write each document that fails to a folder, and the smallest part of it that fails

        A document fails if the generator throws an exception or takes more than two seconds, or if generated code has an error.
        The document with a number is the same for the same seed and folder, whatever the other options are.
        The exit code is 0, 1 if a document failed, or 2 for wrong arguments.

        dotnet run -c Release --project tests/AdobePass.DocumentFuzzer -- measure [FILE...]

        Measures the time and the memory of the generator for documents, each in a process of its own. Without files, it measures
        synthetic documents of 0.5 to 14 MB and fits the exponents of growth.
        """;

    public int Inputs { get; init; } = 10_000;

    public int First { get; init; }

    public int Seed { get; init; } = 1;

    public int? Bound { get; init; }

    public int Threads { get; init; } = 1;

    public string? Folder { get; init; }

    public string? Failures { get; init; }

    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || arguments.With(args[i], args[i + 1]) is not { } next)
            {
                return null;
            }

            arguments = next;
        }

        return arguments;
    }

    private Arguments? With(string option, string value)
    {
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return option switch
        {
            "--inputs" when isNumber && number > 0 => this with { Inputs = number },
            "--first" when isNumber => this with { First = number },
            "--seed" when isNumber => this with { Seed = number },
            "--bind" when isNumber => this with { Bound = number },
            "--threads" when isNumber && number > 0 => this with { Threads = number },
            "--documents" when Directory.Exists(value) => this with { Folder = value },
            "--failures" => this with { Failures = value },
            _ => null,
        };
    }
}
