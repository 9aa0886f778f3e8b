using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdobePass.Runtime;

/// <summary>Counts the parts of responses that could not be read, and logs each operation and path once per client.</summary>
internal sealed class ReadIssueReporter(string? client, ILogger logger)
{
    // A pattern contains names from the response, so the number of patterns must be limited.
    private const int MaxLogged = 1000;

    private readonly ConcurrentDictionary<(string Operation, string Pattern), bool> _logged = new();

    internal void Report(string operation, ReadReport report, IReadOnlyList<string> secrets)
    {
        Instruments.ResponseIssues.Add(report.Count, client, Instruments.Tag("operation", operation));
        foreach (var issue in report.Issues)
        {
            if (_logged.Count < MaxLogged && _logged.TryAdd((operation, issue.Pattern), true))
            {
                logger.ResponseOddity(operation, UntrustedText.Clean(issue.Pattern, secrets)!, issue.Message);
            }
        }
    }
}
