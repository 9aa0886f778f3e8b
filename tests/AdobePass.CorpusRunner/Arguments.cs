using System.Globalization;

namespace AdobePass.CorpusRunner;

/// <summary>The command line.</summary>
internal sealed record Arguments(IReadOnlyList<string> Folders, string? JsonPath, bool Cost, int Runs, bool AllSeverities, bool IsUnscreened)
{
    public const string Usage = """
        Runs the analyzers over folders of C# code, each folder as one compilation, and prints what they find.

        dotnet run -c Release --project tests/AdobePass.CorpusRunner -- FOLDER|RESPONSE_FILE … [--json FILE] [--cost] [--runs N] [--all-severities] [--unscreened]

          --json FILE        also write the figures and findings to FILE
          --cost             also measure the time of the analyzers against the time of the compiler
          --runs N           measured runs of each kind with --cost, 1 to 100; 5 if not given
          --all-severities   also report what is hidden or informational, and run rules that are off by default
          --unscreened       add a file that names Adobe Pass, so that rules look at all code that sends requests

        The exit code is 0, 1 if an analyzer crashed (AD0001), or 2 for wrong arguments.
        """;

    public static Arguments? Parse(string[] args, out string fault)
    {
        var folders = new List<string>();
        string? json = null;
        var (cost, allSeverities, isUnscreened) = (false, false, false);
        var runs = 5;
        fault = string.Empty;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--cost":
                    cost = true;
                    break;
                case "--all-severities":
                    allSeverities = true;
                    break;
                case "--unscreened":
                    isUnscreened = true;
                    break;
                case "--json" when i + 1 < args.Length:
                    json = Path.GetFullPath(args[++i]);
                    break;
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out runs) && runs is >= 1 and <= 100:
                    i++;
                    break;
                case "--json" or "--runs":
                    fault = $"{args[i]} needs a {(args[i] == "--json" ? "file" : "number from 1 to 100")}.";
                    return null;
                case ['-', ..]:
                    fault = $"There is no option {args[i]}.";
                    return null;
                case var folder when !Directory.Exists(folder) && !(File.Exists(folder) && folder.EndsWith(".rsp", StringComparison.Ordinal)):
                    fault = $"There is no folder {folder}.";
                    return null;
                default:
                    folders.Add(Path.TrimEndingDirectorySeparator(Path.GetFullPath(args[i])));
                    break;
            }
        }

        if (folders.Count == 0)
        {
            fault = "At least one folder is needed.";
            return null;
        }

        if (json is not null && !Directory.Exists(Path.GetDirectoryName(json)))
        {
            fault = $"The folder of {json} does not exist.";
            return null;
        }

        return new Arguments(folders, json, cost, runs, allSeverities, isUnscreened);
    }
}
