using System.Text.RegularExpressions;

namespace AdobePass.Testing.State;

/// <summary>Records exchanges, rejections and counters for tests. Thread-safe.</summary>
internal sealed partial class ExchangeLog(int capacity)
{
    private const string Redacted = "***";

    private readonly Queue<FakeExchange> _exchanges = new();
    private readonly Queue<string> _rejections = new();
    private readonly Dictionary<FakeOperation, long> _byOperation = [];
    private long _requests;
    private long _throttled;
    private long _registrations;
    private long _tokensIssued;

    public long Throttled => Interlocked.Read(ref _throttled);

    public long Registrations => Interlocked.Read(ref _registrations);

    public long TokensIssued => Interlocked.Read(ref _tokensIssued);

    public long Requests => Interlocked.Read(ref _requests);

    public void CountThrottled() => Interlocked.Increment(ref _throttled);

    public void CountRegistration() => Interlocked.Increment(ref _registrations);

    public void CountToken() => Interlocked.Increment(ref _tokensIssued);

    public long Count(FakeOperation operation)
    {
        lock (_exchanges)
        {
            return _byOperation.GetValueOrDefault(operation);
        }
    }

    public IReadOnlyList<FakeExchange> Exchanges()
    {
        lock (_exchanges)
        {
            return [.. _exchanges];
        }
    }

    public IReadOnlyList<string> Rejections()
    {
        lock (_exchanges)
        {
            return [.. _rejections];
        }
    }

    public void Add(FakeExchange exchange, bool isViolation)
    {
        lock (_exchanges)
        {
            exchange = exchange with { Number = Interlocked.Increment(ref _requests) };
            _byOperation[exchange.Operation] = _byOperation.GetValueOrDefault(exchange.Operation) + 1;
            Keep(_exchanges, exchange);
            if (isViolation)
            {
                Keep(_rejections, exchange.Rejection!);
            }
        }
    }

    public void Clear()
    {
        lock (_exchanges)
        {
            _exchanges.Clear();
            _rejections.Clear();
            _byOperation.Clear();
            Interlocked.Exchange(ref _requests, 0);
            Interlocked.Exchange(ref _throttled, 0);
            Interlocked.Exchange(ref _registrations, 0);
            Interlocked.Exchange(ref _tokensIssued, 0);
        }
    }

    public static IReadOnlyList<KeyValuePair<string, string>> RedactHeaders(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        headers.Select(static header =>
            header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? new(header.Key, Redacted) : header).ToArray();

    public static string RedactText(string text) =>
        JsonSecret().Replace(FormSecret().Replace(text, "$1" + Redacted), "$1" + Redacted + "\"");

    private void Keep<T>(Queue<T> queue, T item)
    {
        queue.Enqueue(item);
        while (queue.Count > capacity)
        {
            queue.Dequeue();
        }
    }

    // A value without its closing quote (a malformed body) is redacted up to the end.
    [GeneratedRegex("(\"(?:client_secret|software_statement)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*(?:\"|$)", RegexOptions.CultureInvariant)]
    private static partial Regex JsonSecret();

    [GeneratedRegex("((?:^|&)(?:client_secret|software_statement)=)[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex FormSecret();
}
