using System.Text.Json;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using BenchmarkDotNet.Attributes;

namespace AdobePass.Benchmarks;

/// <summary>The authorize call over a handler that answers from memory, for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private readonly InMemoryHandler _handler = new();
    private readonly RestV2.DecisionsRequest _body = new() { Resources = ["res-1"] };
    private readonly DecisionsRequest _peerBody = new(["res-1"]);
    private readonly (string Identifier, string Information) _headers = Clients.DeviceHeaders;
    private IService _ours = null!;
    private IRefitService _refit = null!;
    private HandWrittenClient _hand = null!;

    /// <summary>Makes the clients.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _ours = new ServiceClient(Clients.Connect(_handler));
        _refit = Clients.Refit(_handler);
        _hand = Clients.HandWritten(_handler);
    }

    /// <summary>Refit.</summary>
    [Benchmark(Baseline = true)]
    public Task Refit() => _refit.AuthorizeAsync("CHAN1", "MvpdAlpha", _peerBody, _headers.Identifier, _headers.Information);

    /// <summary>HttpClient by hand.</summary>
    [Benchmark]
    public Task HandWritten() => _hand.AuthorizeAsync("CHAN1", "MvpdAlpha", _peerBody, _headers.Identifier, _headers.Information);

    /// <summary>This package.</summary>
    [Benchmark]
    public Task Ours() => _ours.AuthorizeAsync("CHAN1", "MvpdAlpha", _body, Clients.Device);
}

/// <summary>Reading a configuration, for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class ConfigurationBenchmarks
{
    private byte[] _bytes = [];

    /// <summary>How many MVPDs.</summary>
    [Params(30, 300, 3000)]
    public int Mvpds { get; set; }

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void SetUp() => _bytes = Payloads.Configuration(Mvpds);

    /// <summary>Source-generated System.Text.Json.</summary>
    [Benchmark(Baseline = true)]
    public object? SystemTextJson() => JsonSerializer.Deserialize(_bytes, PeerJson.Default.ConfigurationResponse);

    /// <summary>The emitted reader.</summary>
    [Benchmark]
    public object Ours() => RestV2.ConfigurationResponse.Parse(_bytes);
}
