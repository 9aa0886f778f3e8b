using System.Net;

namespace AdobePass.Testing.Tests;

/// <summary>The conformance recorder: each requirement is kept by a run that keeps it, and broken by a run that breaks it.</summary>
public sealed class ConformanceTests
{
    // What no traffic can show.
    private static readonly string[] NeverShown = ["R06", "R07", "R08", "R12"];

    public static TheoryData<string> KeptIds => [.. ConformanceScenarios.All.Keys];

    public static TheoryData<string, int> BrokenIds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (id, (_, broken)) in ConformanceScenarios.All)
            {
                for (var i = 0; i < broken.Length; i++)
                {
                    data.Add(id, i);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_requirement_has_a_result_and_a_scenario()
    {
        var report = ConformanceReport.From([]);

        var ids = Enumerable.Range(1, 23).Select(number => $"M{number:00}")
            .Concat(Enumerable.Range(1, 12).Select(number => $"R{number:00}"))
            .ToList();
        Assert.Equal(ids, report.Results.Select(result => result.Id));
        Assert.Equal(ids.Except(NeverShown), ConformanceScenarios.All.Keys);
        Assert.All(report.Results, result => Assert.Equal(ConformanceStatus.NotExercised, result.Status));
        Assert.All(report.Results, result => Assert.EndsWith(".", result.Reason, StringComparison.Ordinal));
        Assert.Equal(23, report.Results.Count(result => result.IsMandatory));
        Assert.Throws<KeyNotFoundException>(() => report["M24"]);
        report.EnsureNothingBroken();
    }

    [Theory]
    [MemberData(nameof(KeptIds))]
    public async Task Run_that_keeps_a_requirement_is_kept(string id)
    {
        using var traffic = new Traffic();
        await ConformanceScenarios.All[id].Kept(traffic);

        var result = traffic.Report()[id];

        Assert.True(result.Status == ConformanceStatus.Kept, result.ToString());
        Assert.NotEmpty(result.Evidence);
    }

    [Theory]
    [MemberData(nameof(BrokenIds))]
    public async Task Run_that_breaks_a_requirement_is_broken(string id, int scenario)
    {
        using var traffic = new Traffic();
        await ConformanceScenarios.All[id].Broken[scenario](traffic);

        var report = traffic.Report();
        var result = report[id];

        Assert.True(result.Status == ConformanceStatus.Broken, result.ToString());
        Assert.NotEmpty(result.Evidence);
        Assert.Contains(id + " Broken", Assert.Throws<ConformanceException>(report.EnsureNothingBroken).Message, StringComparison.Ordinal);
        Assert.Contains($"| {id} | {result.Requirement} | broken | ", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_contains_no_header_value_no_code_and_no_secret()
    {
        foreach (var (kept, broken) in ConformanceScenarios.All.Values)
        {
            foreach (var scenario in broken.Prepend(kept))
            {
                using var traffic = new Traffic();
                await scenario(traffic);
                var report = traffic.Report();
                var text = report + report.ToMarkdown() + string.Join('\n', traffic.Recorder.Exchanges)
                    + string.Join('\n', traffic.Recorder.Exchanges.Select(exchange => exchange.Path));

                string[] secrets = ["token-1", "secret-1", "statement-1", "client-1", "device-1", "CODE1", "fingerprint", "id=1"];
                foreach (var secret in secrets)
                {
                    Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task Exchange_shows_number_time_method_path_and_status()
    {
        using var traffic = new Traffic();
        await traffic.SessionAsync();
        traffic.Wait(4);
        await traffic.PollAsync();
        traffic.Mark(ConformanceMark.ViewerAction);

        Assert.Equal(
            [
                "#1 20:26:40.000 POST /api/v2/CHAN1/sessions: 200",
                "#2 20:26:44.000 GET /api/v2/CHAN1/profiles/code/***: 200",
                "#3 20:26:44.000 ViewerAction",
            ],
            traffic.Recorder.Exchanges.Select(exchange => exchange.ToString()));
        Assert.Equal(FakeOperation.ProfileByCode, traffic.Recorder.Exchanges[1].Operation);
        traffic.Recorder.Clear();
        Assert.Empty(traffic.Recorder.Exchanges);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Client_gets_the_response_as_if_nothing_recorded_it(int kind)
    {
        await using var fake = new FakeAdobePass();
        fake.InjectFault(kind switch
        {
            0 => FakeFault.HugeBody(20_000_000),
            1 => FakeFault.TruncatedBody(),
            _ => FakeFault.ResetBeforeProcessing(),
        });
        using var recorder = new ConformanceRecorder(fake.CreateHandler());
        using var client = new HttpMessageInvoker(recorder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://adobe-pass.test/api/v2/CHAN1/configuration");

        var outcome = await Record.ExceptionAsync(async () =>
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.True((await response.Content.ReadAsByteArrayAsync()).Length >= 20_000_000);
        });

        Assert.Equal(kind != 0, outcome is HttpRequestException or IOException);
        Assert.Equal(kind == 2 ? 0 : 401, Assert.Single(recorder.Exchanges).Status);
    }
}
