using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass.Benchmarks.Report;

/// <summary>Whether a row reaches its target.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>The row reaches its target.</summary>
    Met,

    /// <summary>The row misses its target.</summary>
    Missed,

    /// <summary>The target is within the range of the row. More samples, or a quieter machine, are needed to tell.</summary>
    Undecided,
}

/// <summary>One row of the report.</summary>
/// <param name="Group">The group of the row, which <c>--only</c> selects.</param>
/// <param name="Row">What was measured.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Ours">The figure of this package.</param>
/// <param name="Peer">The figure of the peer in the same run; <see langword="null"/> without a peer.</param>
/// <param name="PeerName">The name of the peer.</param>
/// <param name="Ratio">The figure of this package over that of the peer. For times and bytes, less is better.</param>
/// <param name="Low">The low end of the range of the ratio, or of the figure without a peer (<see cref="Sample.Range"/>).</param>
/// <param name="High">The high end of the range.</param>
/// <param name="Spread">The range of the middle four fifths of the samples, or of their ratios, divided by the median.</param>
/// <param name="AtMost">The target: the highest ratio, or figure; <see langword="null"/> without a target.</param>
/// <param name="Verdict">Whether the target is reached; <see langword="null"/> without a target.</param>
internal sealed record Result(
    string Group,
    string Row,
    string Unit,
    double Ours,
    double? Peer,
    string? PeerName,
    double? Ratio,
    double? Low,
    double? High,
    double? Spread,
    double? AtMost,
    Verdict? Verdict)
{
    /// <summary>Gets the target in words; empty without a target.</summary>
    [JsonIgnore]
    public string Target => AtMost is not { } goal ? ""
        : PeerName is null ? $"≤ {goal:0.###} {Unit}".TrimEnd()
        : $"≤ {goal:0.###} × {PeerName}";
}

/// <summary>A cost that was measured at several sizes.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Sizes">What the sizes count.</param>
/// <param name="Unit">The unit of the costs.</param>
/// <param name="PeerName">The name of the peer; <see langword="null"/> without a peer.</param>
/// <param name="Points">The costs.</param>
internal sealed record Growth(string Name, string Sizes, string Unit, string? PeerName, IReadOnlyList<GrowthPoint> Points);

/// <summary>The cost at one size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Ours">The cost of this package.</param>
/// <param name="Peer">The cost of the peer; <see langword="null"/> without a peer.</param>
internal sealed record GrowthPoint(double Size, double Ours, double? Peer);

/// <summary>All that a run of the report measured.</summary>
/// <param name="Machine">The processors, the version of .NET and the operating system.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Growth">The costs by size.</param>
internal sealed record ReportFile(string Machine, IReadOnlyList<Result> Rows, IReadOnlyList<Growth> Growth)
{
    /// <summary>Reads a report.</summary>
    public static async Task<ReportFile> ReadAsync(string file) =>
        JsonSerializer.Deserialize(await File.ReadAllTextAsync(file).ConfigureAwait(false), ReportJson.Default.ReportFile)
            ?? throw new InvalidDataException($"{file} is not a report.");

    /// <summary>Writes the report.</summary>
    public Task WriteAsync(string file) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, ReportJson.Default.ReportFile));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReportFile))]
internal sealed partial class ReportJson : JsonSerializerContext;
