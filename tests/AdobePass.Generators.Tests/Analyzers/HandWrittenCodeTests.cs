using System.Text;
using System.Text.Json;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>Rules for hand-written code, one by one: what they report, between [| and |], and what they leave alone.</summary>
public class HandWrittenCodeTests
{
    private const string Register = "_http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/register\", new { a = 1 })";

    [Theory]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", null)]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\" \"osVersion\":\"6\",\"connectionType\":\"LAN\"}", "no valid JSON")]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\"}", "lacks connectionType")]
    [InlineData("{\"version\":\"1\",\"osName\":\"Linux\"}", "lacks model, osVersion, connectionType")]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Tizen\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", "osName that Adobe does not list")]
    [InlineData("{\"primaryHardwareType\":\"Fridge\",\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", "primaryHardwareType that Adobe does not list")]
    [InlineData("[1]", "no JSON object")]
    public async Task Device_information_is_checked(string json, string? fault)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

        var found = await RuleTest.FindAsync("AP2004", RuleTest.Project("client", RuleTest.InClass($"using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/profiles\"); r.Headers.Add(\"X-Device-Info\", \"{encoded}\");")));

        Assert.Equal(fault is null ? 0 : 1, found.Count);
        Assert.All(found, diagnostic => Assert.Contains(fault!, diagnostic.GetMessage(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_restricted_values_are_those_of_the_runtime()
    {
        Assert.Equal(Known<HardwareType>(), DeviceInfoKeys.Restricted["primaryHardwareType"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsName>(), DeviceInfoKeys.Restricted["osName"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsFamily>(), DeviceInfoKeys.Restricted["osFamily"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsVendor>(), DeviceInfoKeys.Restricted["osVendor"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<BrowserName>(), DeviceInfoKeys.Restricted["browserName"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<BrowserVendor>(), DeviceInfoKeys.Restricted["browserVendor"].Order(StringComparer.Ordinal));

        static IEnumerable<string> Known<T>() => typeof(T).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(T)).Select(property => property.GetValue(null)!.ToString()!).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("client", "AP2004", "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", [|\"{\\\"model\\\":\\\"a\\\"}\"|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2004", "var info = [|new { model = \"a\", osName = \"Linux\" }|]; _http.DefaultRequestHeaders.Add(\"X-Device-Info\", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(info))); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2004", "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", \"<base64 of the device>\"); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2004", "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2005", "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"fingerprint \" + \"8d1f2c3e-0000-4000-8000-00000000abcd\"|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2005", "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"abcd\"|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2005", "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", \"fingerprint OGQxZjJjM2U=\"); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2005", "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", _token); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2006", "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"fingerprint \" + Convert.ToBase64String(Guid.NewGuid().ToByteArray())|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2006", "var id = Guid.NewGuid().ToString(\"N\"); var device = new StreamingDevice([|id|], _info);")]
    [InlineData("client", "AP2006", "var device = new StreamingDevice([|_token ?? Guid.NewGuid().ToString()|], _info);")]
    [InlineData("client", "AP2006", "Func<string, Func<string>, string> load = (a, b) => a; var device = new StreamingDevice(load(\"id\", () => Guid.NewGuid().ToString()), _info);")]
    [InlineData("client", "AP2006", "Func<DateTime, string> read = a => \"\"; var device = new StreamingDevice(read(DateTime.UtcNow), _info);")]
    [InlineData("server", "AP2008", "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2008", "_services.AddHttpClient(\"a\", c => c.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64)); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("client", "AP2011", "await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", [|new FormUrlEncodedContent(new Dictionary<string, string>())|]);")]
    [InlineData("client", "AP2011", "await _http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/token\", [|new { client_id = \"a\" }|]);")]
    [InlineData("client", "AP2011", "var c = new StringContent(_token, Encoding.UTF8, new MediaTypeHeaderValue(\"text/json\")); await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", [|c|]);")]
    [InlineData("client", "AP2011", "await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", new StringContent(_token, Encoding.UTF8, \"application/json\")); await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/register\", JsonContent.Create(new { a = 1 })); " + Register + ".Wait();")]
    [InlineData("client", "AP2011", "var r = new HttpRequestMessage(HttpMethod.Post, \"https://sp.auth.adobe.com/o/client/token\"); r.Content = new StringContent(_token); r.Content.Headers.ContentType = new MediaTypeHeaderValue(\"application/x-www-form-urlencoded\"); await _http.SendAsync(r);")]
    [InlineData("client", "AP2012", "if (_token.StartsWith(\"http://sp.auth.adobe.com\")) { _token = _token.Replace(\"http://sp.auth.adobe.com\", \"https://sp.auth.adobe.com\"); }")]
    [InlineData("client", "AP2012", "const string a = [|\"http://sp.auth.adobe.com/\"|]; var b = a + \"api/v2/\"; var c = $\"{a}api/v2/\";")]
    [InlineData("client", "AP2012", "const string a = [|\"http://sp.auth.adobe.com/\"|]; var b = new Uri(a); Console.WriteLine(a); switch (_token) { case \"http://sp.auth.adobe.com/x\": break; }")]
    [InlineData("client", "AP2010", "const string a = [|\"https://sp.auth.adobe.com/o/client/token?client_secret=a\"|]; var b = a + \"&x=1\"; var c = a;")]
    [InlineData("client", "AP4010", "var a = \"https://sp.auth.adobe.com/api/v2/C/logout/M?redirectUrl=https://x.example/api/v1/\"; var b = [|\"https://api.auth.adobe.com/api/v1\"|]; var c = [|$\"https://api.auth.adobe.com/reggie/v1/{_token}/regcode\"|];")]
    public async Task Headers_and_bodies(string kind, string rule, string statements) => await RuleTest.ReportsAsync(rule, RuleTest.InClass(statements), kind);

    [Theory]
    [InlineData("AP1002", "try { await Task.Yield(); } catch (HttpRequestException f) when (f.StatusCode == HttpStatusCode.Unauthorized) { System.IO.File.WriteAllText(\"a\", (await [|" + Register + "|]).ToString()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if ((int)s.StatusCode == 401) { await [|RegisterAsync()|]; } async Task RegisterAsync() { var a = await " + Register + "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode is HttpStatusCode.Unauthorized && _token == \"invalid_client\") { System.IO.File.WriteAllText(\"a\", (await " + Register + ").ToString()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized && _token == \"invalid_access_token_client_application\") { System.IO.File.WriteAllText(\"a\", (await " + Register + ").ToString()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode != HttpStatusCode.Unauthorized) { System.IO.File.WriteAllText(\"a\", (await " + Register + ").ToString()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (!(s.StatusCode == HttpStatusCode.Unauthorized)) { System.IO.File.WriteAllText(\"a\", (await " + Register + ").ToString()); }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized) { await TokenAsync(); } async Task TokenAsync() { if (!System.IO.File.Exists(\"a\")) { var a = await " + Register + "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); } }")]
    [InlineData("AP1002", "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized) { await TokenAsync(); } async Task TokenAsync() { if (System.IO.File.Exists(\"a\")) { return; } var a = await " + Register + "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); }")]
    [InlineData("AP1001", "using System.IO.TextWriter f = System.IO.File.CreateText(\"c\"); var a = await " + Register + "; await f.WriteAsync(await a.Content.ReadAsStringAsync());")]
    [InlineData("AP1001", "_services.AddSingleton(await " + Register + ");")]
    [InlineData("AP1007", "var t = (await (await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)).Content.ReadFromJsonAsync<JsonElement>()); AppContext.SetData(\"a\", t); var life = [|TimeSpan.FromMinutes(t.GetProperty(\"expires_in\").GetInt32())|]; var end = [|DateTimeOffset.UtcNow.AddMilliseconds(t.GetProperty(\"expires_in\").GetInt64())|];")]
    [InlineData("AP1007", "var t = (await (await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)).Content.ReadFromJsonAsync<JsonElement>()); AppContext.SetData(\"a\", t); var life = TimeSpan.FromMilliseconds(t.GetProperty(\"expires_in\").GetInt64() * 1000); var other = TimeSpan.FromMinutes(t.GetProperty(\"notAfter\").GetInt32());")]
    [InlineData("AP1005", "for (;;) { using var c = [|new AdobePassClient(_options)|]; }")]
    [InlineData("AP4001", "while (_token.Length > 0) { await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(2000); await Task.Delay(2000); }")]
    [InlineData("AP4001", "while (true) { await [|_api.GetProfileForCodeAsync(\"C\", \"X\", _cancel)|]; }")]
    [InlineData("AP4001", "using var timer = new PeriodicTimer([|TimeSpan.FromSeconds(1)|]); while (await timer.WaitForNextTickAsync(_cancel)) { await _api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); }")]
    [InlineData("AP4001", "var wait = TimeSpan.FromMilliseconds(500); while (!_cancel.IsCancellationRequested) { await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/profiles/code/X\"); await Task.Delay([|wait|], _cancel); }")]
    [InlineData("AP4001", "while (true) { await _api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); await Task.Delay(_token.Length, _cancel); }")]
    [InlineData("AP4002", "var end = DateTimeOffset.UtcNow.AddMinutes(5); while (true) { if (DateTimeOffset.UtcNow > end) { return; } await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(4000); }")]
    [InlineData("AP4002", "while (true) { if (_token.Length == 0) { return; } await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(4000); }")]
    [InlineData("AP4002", "while (true) { await [|_api.GetProfileForCodeAsync(\"C\", \"X\", CancellationToken.None)|]; await Task.Delay(4000); }")]
    [InlineData("AP4002", "while (true) { if ((await [|_api.GetProfileForCodeAsync(\"C\", \"X\")|]).ValueKind == JsonValueKind.Object) { break; } await Task.Delay(4000); }")]
    [InlineData("AP4002", "JsonElement p; while (true) { p = await [|_api.GetProfileForCodeAsync(\"C\", \"X\")|]; if (p.ValueKind == JsonValueKind.Object) { break; } await Task.Delay(4000); }")]
    [InlineData("AP4003", "while (true) { var a = await [|_http.PostAsync(\"https://sp.auth.adobe.com/api/v2/C/decisions/authorize/M\", null)|]; if ((await a.Content.ReadAsStringAsync()).Length > 0) { break; } await Task.Delay(1000); }")]
    [InlineData("AP4003", "for (var i = 0; i < 10; i++) { try { await [|_api.PreauthorizeAsync(\"C\", \"M\", default)|]; break; } catch (AdobePassException) { } }")]
    [InlineData("AP4003", "while (true) { await new SemaphoreSlim(1).WaitAsync(); await _api.AuthorizeAsync(\"C\", \"M\", default); }")]
    [InlineData("AP4003", "foreach (var m in new[] { \"A\", \"B\", \"C\", \"D\" }) { await _api.AuthorizeAsync(\"C\", m, default); }")]
    [InlineData("AP4004", "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ([|a.StatusCode == HttpStatusCode.TooManyRequests|]) { continue; } break; }")]
    [InlineData("AP4004", "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if (!(a.StatusCode == HttpStatusCode.TooManyRequests)) { continue; } break; }")]
    [InlineData("AP4004", "var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ((int)a.StatusCode == 429) { await _http.GetAsync(\"https://metrics.example/429\"); }")]
    [InlineData("AP4006", "while (!_cancel.IsCancellationRequested) { await _api.GetConfigurationAsync(\"C\"); await Task.Delay(TimeSpan.FromMinutes(5), _cancel); }")]
    [InlineData("AP4006", "for (var i = 0; i < 3; i++) { try { await _api.GetConfigurationAsync(\"C\"); break; } catch (AdobePassException) { } }")]
    [InlineData("AP4007", "var d = new Decision(); if (!d.Authorized) { if (_token.Length == 3) { await _api.LogoutAsync(\"C\", \"M\", \"a\"); } }")]
    [InlineData("AP4007", "var d = new Decision(); if (d.Authorized == false) { await [|_api.LogoutAsync(\"C\", \"M\", \"a\")|]; } if (d.Authorized) { } else { await [|_api.LogoutAsync(\"C\", \"M\", \"a\")|]; }")]
    [InlineData("AP4009", "await new HybridCache().GetOrCreateAsync(\"a\", async () => { await _api.AuthorizeAsync(\"C\", \"M\", default); return 1; });")]
    [InlineData("AP4009", "await new HybridCache().GetOrCreateAsync(\"a\", async () => { var d = await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; return d; });")]
    [InlineData("AP4009", "await new HybridCache().GetOrCreateAsync(\"a\", async () => { return await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; });")]
    [InlineData("AP5002", "if (_token.Length == 0) { _services.AddAdobePass(o => { }); } else { _services.AddAdobePass(o => { }); } var other = new ServiceCollection(); other.AddAdobePass(o => { });")]
    [InlineData("AP5002", "_services.AddAdobePass(o => { }); _services.AddAdobePass(\"a\", o => { }); _services.AddAdobePass(\"b\", o => { });")]
    [InlineData("AP5002", "_services.AddAdobePass(\"a\", o => { }); [|_services.AddAdobePass(\"a\", o => { })|]; [|_services.AddAdobePass(configure: o => { }, name: \"a\")|];")]
    [InlineData("AP5002", "const string A = \"a\"; _services.AddAdobePass(A, o => { }); [|_services.AddAdobePass(\"a\", o => { })|];")]
    [InlineData("AP5002", "_services.AddAdobePass(_token, o => { }); _services.AddAdobePass(_token, o => { });")]
    [InlineData("AP3003", "var key = \"client_secret\"; var form = new Dictionary<string, string> { [key] = _token }; await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", new FormUrlEncodedContent(form));")]
    [InlineData("AP3004", "_http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", \"A7B6C5D4E3F2\"); await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\");")]
    public async Task Credentials_and_flow(string rule, string statements) => await RuleTest.ReportsAsync(rule, RuleTest.InClass(statements));

    [Fact]
    public async Task Registrations_with_configuration_are_registrations_and_health_checks_are_not()
    {
        const string Package = """
            namespace Microsoft.Extensions.DependencyInjection
            {
                public interface IChecks { }
                public static class AdobePassConfigurationServiceCollectionExtensions
                {
                    public static void AddAdobePass(this IServiceCollection services, object section) { }
                    public static void AddAdobePass(this IServiceCollection services, string name, object section) { }
                }
                public static class AdobePassHealthChecksBuilderExtensions
                {
                    public static IChecks AddAdobePass(this IChecks builder, string? clientName = null) => builder;
                }
            }
            """;
        var source = RuleTest.InClass(
            "object s = 1; IChecks checks = null!; _services.AddAdobePass(s); _services.AddAdobePass(\"a\", s); _services.AddAdobePass(\"b\", s); " +
            "checks.AddAdobePass().AddAdobePass(); [|_services.AddAdobePass(o => { })|]; [|_services.AddAdobePass(\"a\", o => { })|];");

        var found = await RuleTest.FindAsync("AP5002", RuleTest.Project("client", RuleTest.Unmark(source), Package));

        Assert.Equal(RuleTest.SpansOf(source), found.Select(diagnostic => diagnostic.Location.SourceSpan));
    }

    [Fact]
    public async Task Words_of_the_project_are_placeholders()
    {
        var source = RuleTest.InClass("var s = new ClientSecret(\"mustermann-4711-a\");");

        Assert.Single(await RuleTest.FindAsync("AP3003", RuleTest.Project("client", source)));
        Assert.Empty(await RuleTest.FindAsync("AP3003", RuleTest.Project("client", source).WithFileOption("adobepass.placeholders", "Mustermann; other")));
    }

    [Theory]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<CredentialKey, StoredCredentials> _all = new();", true)]
    [InlineData("readonly Dictionary<CredentialKey, StoredCredentials> _all = new(); readonly object _gate = new(); readonly string _path = \"x\";", false)]
    [InlineData("readonly HttpClient _http = new();", false)]
    [InlineData("", false)]
    public async Task A_store_that_has_memory_alone_is_volatile(string members, bool isReported)
    {
        var source = RuleExamples.Usings + $$"""
            class Store : CredentialStore
            {
                {{members}}
                public override ValueTask<StoredCredentials?> FindAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
                public override ValueTask EnsureWritableAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
                public override ValueTask<StoredCredentials> CreateAsync(CredentialKey partition, ClientCredentials credentials, CancellationToken cancellationToken) => default;
                public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) => default;
                public override ValueTask<bool> DeleteAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
            }
            """;

        var found = await RuleTest.FindAsync("AP1003", RuleTest.Project("server", source));

        Assert.Equal(isReported ? ["Store"] : [], found.Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
    }

    [Fact]
    public async Task Generated_clients_of_every_spec_are_known()
    {
        var source = RuleExamples.Usings + """
            namespace MyApp;
            [AdobePassApi] public partial interface IAll { }
            [AdobePassApi("dcr")] public partial interface IDcr { }
            [AdobePassApi] public interface IMine { [AdobePassOperation("getProfileForCode")] Task<AdobePassResponse> AnyoneThereAsync(string serviceProvider, string code, CancellationToken cancellationToken = default); }
            class C
            {
                async Task A(IAll all) { while (true) { await all.GetProfileForCodeAsync("C", "X"); } }
                async Task B(MineClient mine) { while (true) { await mine.AnyoneThereAsync("C", "X"); } }
                async Task D(IDcr dcr, DeviceInformation i) { await dcr.RegisterClientAsync(new Dcr.ClientRegistrationRequest { SoftwareStatement = null! }, new StreamingDevice("a", i)); }
            }
            """;

        var found = await new UserProject { WarningsAreErrors = false, LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest }.WithSpec("rest-v2", Repository.ReadSpec("rest-v2")).WithSpec("dcr", Repository.ReadSpec("dcr")).WithSource(source).AnalyzeAsync();

        Assert.Equal(["AP1001", "AP4001", "AP4001", "AP4002", "AP4002"], found.Select(diagnostic => diagnostic.Id).Where(id => id.StartsWith("AP", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
