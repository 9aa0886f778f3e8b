using System.Globalization;
using System.Text.Json.Serialization;

namespace AdobePass.Benchmarks.Report;

/// <summary>One row of the report.</summary>
/// <param name="Row">What was measured.</param>
/// <param name="Ours">This package's figure.</param>
/// <param name="Peer">The peer's figure in the same run; null without a peer.</param>
/// <param name="Ratio">Ours divided by the peer's; below 1 is better for times and bytes.</param>
/// <param name="Target">The goal, in words.</param>
/// <param name="Holds">Whether the goal is held; null where there is none.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="PeerName">The name of the peer.</param>
/// <param name="Jitter">
/// The range of the middle four fifths of the samples, divided by the median. With a peer, it is the range of the ratio.
/// </param>
internal sealed record Result(
    string Row,
    double Ours,
    double? Peer,
    double? Ratio,
    string? Target,
    bool? Holds,
    string Unit,
    string? PeerName,
    double? Jitter)
{
    public override string ToString()
    {
        string Text(double? value) => value is not { } known
            ? ""
            : known.ToString(known >= 1000 ? "N0" : known >= 10 ? "F1" : known == 0 ? "0" : "F3", CultureInfo.InvariantCulture);
        var verdict = Holds switch { true => "holds", false => "MISSED", null => "" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Row,-62} {Text(Ours),11} {Text(Peer),11} {Unit,-7} {PeerName ?? "",-16} {Text(Ratio),7} "
            + $"{(Jitter is { } spread ? $"±{spread * 50:F0} %" : ""),6}  {Target ?? "",-22} {verdict}");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Result>))]
internal sealed partial class ReportJson : JsonSerializerContext;
