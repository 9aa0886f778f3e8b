using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4004: A throttled request is repeated too early.</summary>
public class AP4004Tests
{
    private const string Rule = "AP4004";

    [Theory]
    [InlineData(
        "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ([|a.StatusCode == " +
        "HttpStatusCode.TooManyRequests|]) { continue; } break; }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if (!(a.StatusCode == " +
        "HttpStatusCode.TooManyRequests)) { continue; } break; }")]
    [InlineData(
        "var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ((int)a.StatusCode == 429) { await " +
        "_http.GetAsync(\"https://metrics.example/429\"); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(int left)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
                using var r = await http.SendAsync(m);
                if ([|r.StatusCode == HttpStatusCode.TooManyRequests && left > 0|]) {  return await M(left - 1); }
                return await r.Content.ReadAsStringAsync();
            }
            static Task WaitAsync() => Task.Delay(2000);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M()
            {
                for (var i = 0; i < 4; i++)
                {
                    using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
                    using var r = await http.SendAsync(m);
                    if ([|(int)r.StatusCode != 429|]) return await r.Content.ReadAsStringAsync();
                    
                }
                return "";
            }
        }
        """)]
    [InlineData(
        """
        class Retry : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var r = await base.SendAsync(request, cancellationToken);
                switch (r.StatusCode)
                {
                    [|case HttpStatusCode.TooManyRequests:|]
                        
                        return await base.SendAsync(request, cancellationToken);
                    default:
                        return r;
                }
            }
        }
        class C { HttpClient M() => new HttpClient(new Retry()) { BaseAddress = new Uri("https://sp.auth.adobe.com") }; }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(int left)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
                using var r = await http.SendAsync(m);
                if (r.StatusCode == HttpStatusCode.TooManyRequests && left > 0) { await WaitAsync(); return await M(left - 1); }
                return await r.Content.ReadAsStringAsync();
            }
            static Task WaitAsync() => Task.Delay(2000);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M()
            {
                for (var i = 0; i < 4; i++)
                {
                    using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
                    using var r = await http.SendAsync(m);
                    if ((int)r.StatusCode != 429) return await r.Content.ReadAsStringAsync();
                    await Task.Delay(2000);
                }
                return "";
            }
        }
        """)]
    [InlineData(
        """
        class Retry : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var r = await base.SendAsync(request, cancellationToken);
                switch (r.StatusCode)
                {
                    case HttpStatusCode.TooManyRequests:
                        await Task.Delay(2000, cancellationToken);
                        return await base.SendAsync(request, cancellationToken);
                    default:
                        return r;
                }
            }
        }
        class C { HttpClient M() => new HttpClient(new Retry()) { BaseAddress = new Uri("https://sp.auth.adobe.com") }; }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
