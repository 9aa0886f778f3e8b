using System.Diagnostics;
using System.Reflection;

namespace AdobePass.Entitlements.Tests;

/// <summary>Two processes that share a folder. One of them is killed while viewers sign in.</summary>
[Collection(nameof(FleetTests))]
public sealed class FleetProcessTests
{
    private const int Viewers = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Metadata = typeof(FleetProcessTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(each => each.Key, each => each.Value!);

    [Fact]
    public async Task Viewers_of_a_killed_process_continue_in_another_one_with_the_same_codes()
    {
        using var folder = new TemporaryFolder();
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { AutoLogin = false, ThrottleEnabled = false });
        var address = await fake.StartAsync();
        string[] arguments = [address.AbsoluteUri, fake.CreateSoftwareStatement(), folder.Path, $"{Viewers}"];
        var count = 0;
        var arePolled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.ReplaceResponse((request, response) =>
        {
            if (request.Operation == FakeOperation.ProfileByCode && Interlocked.Increment(ref count) == Viewers * 3 / 2)
            {
                arePolled.SetResult();
            }

            return response;
        });
        using var limit = new CancellationTokenSource(Limit);
        using var first = Start(arguments);
        using var second = Start(arguments);
        using var end = limit.Token.Register(() =>
        {
            first.Kill();
            second.Kill();
        });

        await first.StandardInput.WriteLineAsync("start");
        var codes = await ReadAsync(first, "code ", Viewers, limit.Token);
        await arePolled.Task.WaitAsync(limit.Token);
        first.Kill();
        await first.WaitForExitAsync(limit.Token);
        var pollsBefore = Polls(fake).Count;
        await second.StandardInput.WriteLineAsync("continue");
        foreach (var code in codes)
        {
            fake.CompleteLogin(code);
        }

        var outcomes = await ReadAsync(second, "outcome ", Viewers, limit.Token);
        second.StandardInput.Close();
        await second.WaitForExitAsync(limit.Token);

        Assert.Equal(0, second.ExitCode);
        Assert.All(outcomes, outcome => Assert.Equal(nameof(SignedIn), outcome));
        Assert.True(pollsBefore > Viewers);

        // Nobody starts over, and nothing is requested twice.
        Assert.Equal(Viewers, codes.Distinct().Count());
        Assert.Equal(Viewers, fake.Exchanges.Count(exchange => exchange.Operation == FakeOperation.CreateSession));
        Assert.Equal(codes.Order(), Polls(fake).Select(poll => poll.Path.Split('/')[^1]).Distinct().Order());
        Assert.Equal(Viewers, fake.Registrations);
        Assert.Equal(Viewers, fake.TokenRequests);

        // The intervals are asserted on the test clock. On this one, a busy machine can send the first poll late, so one interval is free.
        Assert.All(Polls(fake).GroupBy(poll => poll.Path), polls => Assert.True(
            (polls.Count() - 2) * TimeSpan.FromSeconds(3) <= polls.Last().Time - polls.First().Time,
            string.Join(", ", polls.Select(poll => poll.Time))));
        Assert.Empty(fake.Rejections);
    }

    private static List<FakeExchange> Polls(FakeAdobePass fake) =>
        [.. fake.Exchanges.Where(exchange => exchange.Operation == FakeOperation.ProfileByCode)];

    private static Process Start(string[] arguments)
    {
        var path = Path.Combine(
            Metadata["RepositoryRoot"],
            "tests",
            "AdobePass.Entitlements.Worker",
            "bin",
            Metadata["Configuration"],
            "net10.0",
            "AdobePass.Entitlements.Worker.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static async Task<List<string>> ReadAsync(Process process, string prefix, int count, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new EndOfStreamException("The process ended.");
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                lines.Add(line[prefix.Length..]);
            }
        }

        return lines;
    }
}
