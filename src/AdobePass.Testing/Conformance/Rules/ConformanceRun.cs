namespace AdobePass.Testing.Conformance;

/// <summary>
/// A recorded run, and which exchanges belong to which device. Requests without a device identifier belong to the device of their code, of
/// their access token or of their client.
/// </summary>
internal sealed class ConformanceRun
{
    /// <summary>Requests that follow so soon are repetitions, and not new acts of a viewer.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _deviceOfCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _deviceOfToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _clientOfToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConformanceExchange> _sessionOfCode = new(StringComparer.Ordinal);
    private readonly ILookup<string?, ConformanceExchange> _callsOfToken;
    private readonly ILookup<string?, ConformanceExchange> _sessionsOfDevice;

    public ConformanceRun(IEnumerable<ConformanceExchange> exchanges)
    {
        All = [.. exchanges.OrderBy(static exchange => exchange.Number)];
        Requests = [.. All.Where(static exchange => exchange.Mark is null)];
        Calls = [.. Requests.Where(static exchange => exchange.IsApiCall)];
        Marks = [.. All.Where(static exchange => exchange.Mark is not null)];
        foreach (var exchange in Requests)
        {
            if (exchange.Data is { IssuedTokenKey: { } issued, ClientKey: { } client })
            {
                _clientOfToken[issued] = client;
            }

            if (exchange.Data is { DeviceKey: { } device, TokenKey: { } token })
            {
                _deviceOfToken.TryAdd(token, device);
            }
        }

        foreach (var call in Calls)
        {
            if (call.Data.Code is { } code && DeviceOf(call) is { } device)
            {
                _deviceOfCode.TryAdd(code, device);
                _sessionOfCode.TryAdd(code, call);
            }
        }

        _callsOfToken = Calls.ToLookup(static call => call.Data.TokenKey);
        _sessionsOfDevice = Of(FakeOperation.CreateSession, FakeOperation.CreatePartnerSession).ToLookup(DeviceOf);
    }

    public IReadOnlyList<ConformanceExchange> All { get; }

    public IReadOnlyList<ConformanceExchange> Requests { get; }

    /// <summary>The requests of the application to REST API V2.</summary>
    public IReadOnlyList<ConformanceExchange> Calls { get; }

    public IReadOnlyList<ConformanceExchange> Marks { get; }

    public IEnumerable<ConformanceExchange> Of(params FakeOperation[] operations) =>
        Requests.Where(exchange => operations.Contains(exchange.Operation));

    public IEnumerable<ConformanceExchange> MarksOf(ConformanceMark mark) => Marks.Where(each => each.Mark == mark);

    /// <summary>The polls of each code, in order.</summary>
    public IEnumerable<IGrouping<string, ConformanceExchange>> Polls() =>
        Of(FakeOperation.ProfileByCode).GroupBy(static poll => poll.Data.Route.Code, StringComparer.Ordinal);

    /// <summary>The first response that contained a code.</summary>
    public ConformanceExchange? SessionOf(string code) => _sessionOfCode.GetValueOrDefault(code);

    /// <summary>The sessions that a device created, in order.</summary>
    public IEnumerable<ConformanceExchange> SessionsOf(string device) => _sessionsOfDevice[device];

    /// <summary>The calls with an access token, in order.</summary>
    public IEnumerable<ConformanceExchange> CallsWith(string token) => _callsOfToken[token];

    // A poll belongs to the device that shows the code. Another device may read and resume the session.
    public string? DeviceOf(ConformanceExchange exchange) =>
        exchange.Data.DeviceKey
        ?? (exchange.Operation == FakeOperation.ProfileByCode ? Find(_deviceOfCode, exchange.Data.Route.Code) : null)
        ?? Find(_deviceOfToken, exchange.Data.TokenKey)
        ?? Find(_deviceOfCode, exchange.Data.Route.Code);

    public string? ClientOf(ConformanceExchange exchange) =>
        exchange.Data.ClientKey ?? Find(_clientOfToken, exchange.Data.TokenKey);

    /// <summary>The calls of a device, in order.</summary>
    public IEnumerable<IGrouping<string, ConformanceExchange>> CallsByDevice() => Calls
        .Where(call => DeviceOf(call) is not null)
        .GroupBy(call => DeviceOf(call)!, StringComparer.Ordinal);

    public bool HasMarkBetween(ConformanceExchange first, ConformanceExchange second, params ConformanceMark[] marks) =>
        Marks.Any(mark => marks.Contains(mark.Mark!.Value) && mark.Number > first.Number && mark.Number < second.Number);

    /// <summary>Whether two requests are the same.</summary>
    public static bool IsSame(ConformanceExchange one, ConformanceExchange other) =>
        one.Method == other.Method
        && one.Data.RawPath == other.Data.RawPath
        && one.Data.BodyKey == other.Data.BodyKey
        && one.Data.DeviceKey == other.Data.DeviceKey;

    private static string? Find(Dictionary<string, string> map, string? key) =>
        key is not null && map.TryGetValue(key, out var value) ? value : null;
}
