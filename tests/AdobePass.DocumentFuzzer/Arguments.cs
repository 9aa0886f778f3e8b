using System.Globalization;

namespace AdobePass.DocumentFuzzer;

/// <summary>The command line.</summary>
internal sealed record Arguments(int Inputs, int Seed, int Bound, string? Folder, string? Failures)
{
    public const string Usage = """
        Generates clients from random OpenAPI documents and reports each document that makes the generator fail.

        dotnet run -c Release --project tests/AdobePass.DocumentFuzzer -- [--inputs N] [--seed N] [--bind N]
            [--documents FOLDER] [--failures FOLDER]

          --inputs N           number of documents; 10,000 by default
          --seed N             seed of the random numbers; 1 by default
          --bind N             number of documents whose generated code is compiled; 100 by default
          --documents FOLDER   also mutate the documents (*.json) of a folder
          --failures FOLDER    write each document that fails to a folder

        A document fails if the generator throws an exception or takes more than two seconds, or if generated code has an error.
        The exit code is 0, 1 if a document failed, or 2 for wrong arguments.
        """;

    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments(10_000, 1, 100, null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                return null;
            }

            var value = args[i + 1];
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--inputs" when isNumber && number > 0:
                    arguments = arguments with { Inputs = number };
                    break;
                case "--seed" when isNumber:
                    arguments = arguments with { Seed = number };
                    break;
                case "--bind" when isNumber:
                    arguments = arguments with { Bound = number };
                    break;
                case "--documents" when Directory.Exists(value):
                    arguments = arguments with { Folder = value };
                    break;
                case "--failures":
                    arguments = arguments with { Failures = value };
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }
}
