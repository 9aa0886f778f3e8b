using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP4001 and AP4004.</summary>
public class ShortWaitFixTests
{
    [Theory]
    [InlineData("await Task.Delay(1000, token); // a second", "await Task.Delay(3000, token); // a second")]
    [InlineData("Thread.Sleep(/* a */ 5 * 100 /* b */);", "Thread.Sleep(/* a */ 3000 /* b */);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds( /* a */ 1.5));", "await Task.Delay(TimeSpan.FromSeconds( /* a */ 3));")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(500), token);", "await Task.Delay(TimeSpan.FromSeconds(3), token);")]
    [InlineData("await Task.Delay(new TimeSpan(0, 0, 1));", "await Task.Delay(TimeSpan.FromSeconds(3));")]
    [InlineData(
        "await Task.Delay(cancellationToken: token, millisecondsDelay: 1000);",
        "await Task.Delay(cancellationToken: token, millisecondsDelay: 3000);")]
    [InlineData("await Task.Delay(Interval);", "await Task.Delay(3000);")]
    [InlineData("await Task.Delay(Pause);", "await Task.Delay(TimeSpan.FromSeconds(3));")]
    [InlineData("var delay = 1000; await Task.Delay(delay);", "var delay = 3000; await Task.Delay(delay);")]
    [InlineData("const int delay = 1000; await Task.Delay(delay);", "const int delay = 3000; await Task.Delay(delay);")]
    [InlineData("await Task.Delay(1000); Thread.Sleep(500);", "await Task.Delay(3000); Thread.Sleep(500);")]
    public async Task Polling_delay_becomes_three_seconds(string before, string after) =>
        await FixTest.FixesAsync(new FastPollingFix(), Poll(before), Poll(after));

    [Fact]
    public async Task Timer_period_becomes_three_seconds() => await FixTest.FixesAsync(
        new FastPollingFix(),
        Poll("await timer.WaitForNextTickAsync();", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));\n        "),
        Poll("await timer.WaitForNextTickAsync();", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));\n        "));

    [Fact]
    public async Task Period_of_a_timer_in_a_field_becomes_three_seconds() => await FixTest.FixesAsync(
        new FastPollingFix(),
        Poll("await _timer.WaitForNextTickAsync();") + Field(1),
        Poll("await _timer.WaitForNextTickAsync();") + Field(3));

    private static string Field(int seconds) =>
        $"\npartial class C\n{{\n    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds({seconds}));\n}}\n";

    [Theory]
    [InlineData("")]
    [InlineData("var delay = 1000; await Task.Delay(delay); Console.WriteLine(delay);")]
    [InlineData("await Task.Delay(1000 /* a second */ + 1);")]
    public async Task No_fix_is_offered_if_the_delay_is_missing_or_used_elsewhere(string wait) =>
        await FixTest.OffersNothingAsync(new FastPollingFix(), Poll(wait).Replace("i < 9", string.Empty, StringComparison.Ordinal));

    [Theory]
    [InlineData("await Task.Delay(200);", "await Task.Delay(1000);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(200));", "await Task.Delay(TimeSpan.FromSeconds(1));")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(0.5));", "await Task.Delay(TimeSpan.FromSeconds(1));")]
    public async Task Retry_delay_of_a_throttled_request_becomes_one_second(string before, string after) =>
        await FixTest.FixesAsync(new RetryWithoutWaitFix(), Retry(before), Retry(after));

    [Fact]
    public async Task No_fix_is_offered_without_a_delay() =>
        await FixTest.OffersNothingAsync(new RetryWithoutWaitFix(), Retry(string.Empty));

    [Fact]
    public async Task Fix_all_changes_every_delay_in_a_document()
    {
        await FixTest.FixesAllAsync(
            new RetryWithoutWaitFix(),
            Twice(Retry("await Task.Delay(200);")),
            Twice(Retry("await Task.Delay(1000);")));
        await FixTest.FixesAllAsync(new FastPollingFix(), Twice(Poll("Thread.Sleep(10);")), Twice(Poll("Thread.Sleep(3000);")));
    }

    [Fact]
    public async Task Using_directive_for_TimeSpan_is_added_if_missing() => await FixTest.FixesAsync(
        new FastPollingFix(),
        WithoutUsing(Poll("await Task.Delay(Pause);")),
        "using System;\n" + WithoutUsing(Poll("await Task.Delay(TimeSpan.FromSeconds(3));")));

    private static string WithoutUsing(string source) => source
        .Replace("using System;\n", string.Empty, StringComparison.Ordinal)
        .Replace("TimeSpan Pause = ", "System.TimeSpan Pause = System.", StringComparison.Ordinal);

    private static string Poll(string wait, string before = "") => Wrap(
        $"{before}for (var i = 0; i < 9; i++)\n        {{\n"
        + "            var answer = await http.GetAsync(\"https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/ABC123\");\n"
        + $"            if (answer.IsSuccessStatusCode) {{ break; }}\n            {wait}\n        }}");

    private static string Retry(string wait) => Wrap(
        $"for (var i = 0; i < 9; i++)\n        {{\n"
        + "            var answer = await http.GetAsync(\"https://sp.auth.adobe.com/api/v2/CHAN1/configuration\");\n"
        + $"            if (answer.StatusCode == HttpStatusCode.TooManyRequests)\n            {{\n                {wait}\n"
        + $"                continue;\n            }}\n        }}");

    private static string Twice(string source) =>
        source
        + source.Substring(source.IndexOf("class C", StringComparison.Ordinal)).Replace("class C", "class D", StringComparison.Ordinal);

    private static string Wrap(string statements) =>
        "using System;\nusing System.Net;\nusing System.Net.Http;\nusing System.Threading;\nusing System.Threading.Tasks;\n\n"
        + "partial class C\n{\n"
        + "    private const int Interval = 1000;\n    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);\n\n"
        + "    async Task M(HttpClient http, CancellationToken token)\n    {\n        await Task.Yield();\n        " + statements
        + "\n    }\n}\n";
}
