using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2002: AP-Device-Identifier is missing.</summary>
public class AP2002Tests
{
    private const string Rule = "AP2002";

    public static TheoryData<string> Operations => HeaderTable.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_without_the_header_is_reported_if_the_operation_takes_it(string operationId) =>
        await HeaderTable.AssertAsync(Rule, operationId, operation => operation.DeviceIdentifier == Presence.Required);

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http, string info, string id)
        {
            public Task<string> GetAsync() => SendAsync(HttpMethod.Get, "profiles");
            async Task<string> SendAsync(HttpMethod method, string path)
            {
                using var m = [|new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/CHAN1/" + path)|];
                m.Headers.Add("X-Device-Info", info);
                using var r = await http.SendAsync(m);
                return await r.Content.ReadAsStringAsync();
            }
        }
        """)]
    [InlineData(
        """
        static class X { public static HttpRequestMessage With(this HttpRequestMessage m, string info, string id) { m.Headers.Add("X-Device-Info", info); return m; } }
        class C(HttpClient http)
        {
            public Task<HttpResponseMessage> GetAsync(string info, string id) =>
                http.SendAsync([|new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|].With(info, id));
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static HttpRequestMessage Build(string info, string id) { var m = [|new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|]; m.Headers.Add("X-Device-Info", info); return m; }
            public async Task M(string info, string id) { using var m = Build(info, id);  using var r = await http.SendAsync(m); }
        }
        """)]
    [InlineData(
        """
        class C
        {
        #pragma warning disable SYSLIB0014
            static void M(string info, string id)
            {
                var m = (HttpWebRequest)[|WebRequest.Create("https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|];
                m.Headers["X-Device-Info"] = info;
                using var r = m.GetResponse();
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http, string info, string id)
        {
            public Task<string> GetAsync() => SendAsync(HttpMethod.Get, "profiles");
            async Task<string> SendAsync(HttpMethod method, string path)
            {
                using var m = new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/CHAN1/" + path);
                m.Headers.Add("X-Device-Info", info); m.Headers.Add("AP-Device-Identifier", id);
                using var r = await http.SendAsync(m);
                return await r.Content.ReadAsStringAsync();
            }
        }
        """)]
    [InlineData(
        """
        static class X { public static HttpRequestMessage With(this HttpRequestMessage m, string info, string id) { m.Headers.Add("X-Device-Info", info); m.Headers.Add("AP-Device-Identifier", id); return m; } }
        class C(HttpClient http)
        {
            public Task<HttpResponseMessage> GetAsync(string info, string id) =>
                http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles").With(info, id));
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static HttpRequestMessage Build(string info, string id) { var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); m.Headers.Add("X-Device-Info", info); return m; }
            public async Task M(string info, string id) { using var m = Build(info, id); m.Headers.Add("AP-Device-Identifier", id); using var r = await http.SendAsync(m); }
        }
        """)]
    [InlineData(
        """
        class C
        {
        #pragma warning disable SYSLIB0014
            static void M(string info, string id)
            {
                var m = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
                m.Headers["X-Device-Info"] = info; m.Headers.Add("AP-Device-Identifier", id);
                using var r = m.GetResponse();
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
