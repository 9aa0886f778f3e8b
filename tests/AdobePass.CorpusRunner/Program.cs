using AdobePass.CorpusRunner;

if (Arguments.Parse(args, out var fault) is not { } arguments)
{
    return Refuse(fault);
}

var corpora = new List<Corpus>();
foreach (var folder in arguments.Folders)
{
    // All folders are looked through before the long work begins: a mistyped one would otherwise count as code without findings.
    var corpus = Corpus.Find(folder);
    if (corpus.SourcePaths.Count == 0)
    {
        return Refuse($"There is no C# file in {folder}.");
    }

    corpora.Add(corpus);
}

var reports = new List<FolderReport>();
foreach (var corpus in corpora)
{
    var report = await Run.AnalyzeAsync(corpus, arguments.AllSeverities, arguments.IsUnscreened).ConfigureAwait(false);
    if (arguments.Cost)
    {
        report = report with { Cost = await Cost.MeasureAsync(corpus, arguments.Runs).ConfigureAwait(false) };
    }

    Report.Print(report, Console.Out);
    reports.Add(report);

    // Written after each folder, so that what was measured survives a run that is cut short.
    if (arguments.JsonPath is { } path)
    {
        await File.WriteAllTextAsync(path, Report.Json(reports)).ConfigureAwait(false);
    }

    corpus.Release();
}

Report.PrintTotal(reports, Console.Out);
return reports.Any(static report => report.Crashes.Count > 0) ? 1 : 0;

static int Refuse(string fault)
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
