using System.Text.RegularExpressions;

namespace AdobePass.Docs.Tests;

/// <summary><c>samples/TvApp</c>: it runs, and needs few lines for Adobe Pass.</summary>
[Collection(nameof(SampleProcess))]
public sealed partial class TvAppTests
{
    private const int MostPlumbing = 15;

    [Fact]
    public async Task App_signs_in_shows_the_catalogue_plays_and_signs_out()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("TvApp");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Welcome, viewer of MvpdAlpha.", output, StringComparison.Ordinal);
        Assert.Equal(10, Regex.Count(output, @"\[ play \]"));
        Assert.Equal(2, Regex.Count(output, @"\[ lock \]"));
        Assert.Contains("Playing news, with a media token of ", output, StringComparison.Ordinal);
        Assert.Contains("Cannot play denied-opera: ", output, StringComparison.Ordinal);
        Assert.Contains(" to sign out of your provider too.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plumbing_has_fewer_than_15_lines_and_nothing_else_calls_the_package()
    {
        var plumbing = 0;
        var outside = new List<string>();
        foreach (var file in Directory.EnumerateFiles(SampleProcess.FolderOf("TvApp"), "*.cs"))
        {
            var isPlumbing = false;
            foreach (var line in File.ReadLines(file).Select(line => line.Trim()))
            {
                if (line is "// <plumbing>" or "// </plumbing>")
                {
                    isPlumbing = line == "// <plumbing>";
                }
                else if (isPlumbing)
                {
                    plumbing += line.Length > 0 ? 1 : 0;
                }
                else if (Call().IsMatch(line))
                {
                    outside.Add($"{Path.GetFileName(file)}: {line}");
                }
            }
        }

        Assert.Empty(outside);
        Assert.InRange(plumbing, 8, MostPlumbing - 1);
    }

    [GeneratedRegex(@"\bviewer\.|\badobePass\.|new (AdobePassClient|EntitlementService)\(|\.UseMediaToken\(")]
    private static partial Regex Call();
}
