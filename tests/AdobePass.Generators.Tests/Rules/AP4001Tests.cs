using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4001: Polling is faster than every 3 seconds.</summary>
public class AP4001Tests
{
    private const string Rule = "AP4001";

    [Theory]
    [InlineData("while (true) { await [|_api.GetProfileForCodeAsync(\"C\", \"X\", _cancel)|]; }")]
    [InlineData(
        "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await [|timer.WaitForNextTickAsync(_cancel)|]) { await " +
        "_api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); }")]
    [InlineData(
        "var wait = TimeSpan.FromMilliseconds(500); while (!_cancel.IsCancellationRequested) { await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/profiles/code/X\"); await Task.Delay([|wait|], _cancel); }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "while (_token.Length > 0) { await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(2000); await Task.Delay(2000); }")]
    [InlineData("while (true) { await _api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); await Task.Delay(_token.Length, _cancel); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                while (!stop.IsCancellationRequested) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; await [|PauseAsync()|]; }
            }
            static Task PauseAsync() => Task.Delay(500);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                do { var t = await [|http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code)|]; if (t.Length > 20) return; } while (!stop.IsCancellationRequested);
            }
            
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; await Task.Delay([|1000|]); await M(code, stop);
            }
            
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                while (await [|_timer.WaitForNextTickAsync(stop)|]) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; }
            }
            readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(500));
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                _timer = new Timer(async _ => await TickAsync(code), null, 0, [|1000|]); await Task.Yield();
            }
            Timer? _timer; async Task TickAsync(string code) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) _timer?.Dispose(); }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                var stop2 = new ManualResetEvent(false); while (!stop2.WaitOne([|1000|])) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; }
            }
            
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                while (true) { await _gate.WaitAsync(stop); try { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; } finally { _gate.Release(); } await Task.Delay([|1000|], stop); }
            }
            readonly SemaphoreSlim _gate = new(1);
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                while (!stop.IsCancellationRequested) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; await PauseAsync(TimeSpan.FromSeconds(4)); }
            }
            static Task PauseAsync(TimeSpan t) => Task.Delay(t);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                do { Console.ReadLine(); var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; } while (true);
            }
            
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                for (var n = 0; ; n++) { if (n % 5 == 0) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; } await Task.Delay(1000, stop); }
            }
            
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                await _back.WaitAsync(stop); while (true) { await _back.WaitAsync(stop); var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; }
            }
            readonly SemaphoreSlim _back = new(0);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                _timer = new Timer(async _ => await TickAsync(code), null, 0, 5000); await Task.Yield();
            }
            Timer? _timer; async Task TickAsync(string code) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) _timer?.Dispose(); }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task M(string code, CancellationToken stop)
            {
                var stop2 = new ManualResetEvent(false); while (stop2.WaitOne()) { var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code); if (t.Length > 20) return; }
            }
            
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
