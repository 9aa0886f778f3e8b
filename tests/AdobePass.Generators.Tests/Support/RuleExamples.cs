namespace AdobePass.Generators.Tests.Support;

/// <summary>One mistake for each rule that looks at source code, and its right twin.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Bad">Statements with the mistake between <c>[|</c> and <c>|]</c>.</param>
/// <param name="Good">Statements without it.</param>
internal sealed record RuleExample(string Rule, string Bad, string Good)
{
    /// <summary>Kinds of projects: <c>server</c>, <c>client</c> or <c>test</c>.</summary>
    public string Kind { get; init; } = "client";

    public override string ToString() => Rule;
}

internal static class RuleExamples
{
    private const string Host = "https://sp.auth.adobe.com";

    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using Microsoft.Extensions.DependencyInjection;

        """;

    /// <summary>What the statements may use, as fields of a class or as locals of a program.</summary>
    public const string Surroundings = """
        HttpClient _http = new HttpClient();
        string _token = Environment.GetEnvironmentVariable("T")!;
        string _base64 = Environment.GetEnvironmentVariable("B")!;
        DeviceInformation _info = null!;
        AdobePassOptions _options = null!;
        AdobePassClient _client = null!;
        AccessToken _access = null!;
        IServiceCollection _services = null!;
        IApi _api = null!;
        string _statement = Environment.GetEnvironmentVariable("S")!;
        CancellationToken _cancel = default;
        AdobePass.Entitlements.ViewerEntitlements _viewer = null!;
        """;

    /// <summary>A marked interface, and a class to cache in.</summary>
    public const string Types = """
        [AdobePassApi] interface IApi
        {
            Task<JsonElement> AuthorizeAsync(string serviceProvider, string mvpd, JsonElement body, CancellationToken cancellationToken = default);
            Task<JsonElement> PreauthorizeAsync(string serviceProvider, string mvpd, JsonElement body, CancellationToken cancellationToken = default);
            Task<JsonElement> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);
            Task<JsonElement> GetProfileForCodeAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);
            Task<JsonElement> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default);
        }
        class Decision { public string Resource { get; set; } = ""; public bool Authorized { get; set; } }
        class DecisionsResponse { public IReadOnlyList<Decision> Decisions { get; set; } = new List<Decision>(); public Decision? Find(string resource) => null; }
        class Player { public void Play(string resource) => Console.WriteLine(resource); }
        class HybridCache { public Task<T> GetOrCreateAsync<T>(string key, Func<Task<T>> make) => make(); }
        """;

    /// <summary>What Microsoft.Extensions.Http declares.</summary>
    public const string ClientFactory = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            internal static class HttpClientFactoryServiceCollectionExtensions
            {
                public static void AddHttpClient(this IServiceCollection services, string name, System.Action<System.Net.Http.HttpClient> configure) { }
                public static void AddHttpClient<T>(this IServiceCollection services, System.Action<System.Net.Http.HttpClient> configure) { }
            }
        }
        """;

    private static readonly string Secret = Convert.ToHexString([0xA7, 0x3E, 0x91, 0x5C, 0xD8, 0x42, 0xE9, 0x1B]);

    public static IReadOnlyList<RuleExample> All { get; } =
    [
        new("AP1001",
            $$"""var answer = await [|_http.PostAsJsonAsync("{{Host}}/o/client/register", new { software_statement = _statement })|]; var made = await answer.Content.ReadFromJsonAsync<JsonElement>(); Console.WriteLine(made.GetProperty("client_id").GetString());""",
            $$"""var answer = await _http.PostAsJsonAsync("{{Host}}/o/client/register", new { software_statement = _statement }); System.IO.File.WriteAllText("credentials.json", await answer.Content.ReadAsStringAsync());"""),
        new("AP1002",
            $$"""var answer = await _http.GetAsync("{{Host}}/api/v2/CHAN1/profiles"); if (answer.StatusCode == HttpStatusCode.Unauthorized) { var made = await [|_http.PostAsJsonAsync("{{Host}}/o/client/register", new { software_statement = _statement })|]; System.IO.File.WriteAllText("c", await made.Content.ReadAsStringAsync()); }""",
            $$"""var answer = await _http.GetAsync("{{Host}}/api/v2/CHAN1/profiles"); if (answer.StatusCode == HttpStatusCode.BadRequest) { var made = await _http.PostAsJsonAsync("{{Host}}/o/client/register", new { software_statement = _statement }); System.IO.File.WriteAllText("c", await made.Content.ReadAsStringAsync()); }"""),
        new("AP1003", "_options.CredentialStore = [|new MemoryCredentialStore()|];", "_options.CredentialStore = new FileCredentialStore(\"folder\");"),
        new("AP1004",
            $$"""for (;;) { var answer = await [|_http.PostAsync("{{Host}}/o/client/token", new FormUrlEncodedContent([new KeyValuePair<string, string>("grant_type", "client_credentials")]))|]; var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString(); using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token); await _http.SendAsync(request); }""",
            $$"""var answer = await _http.PostAsync("{{Host}}/o/client/token", new FormUrlEncodedContent([new KeyValuePair<string, string>("grant_type", "client_credentials")])); var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString(); AppContext.SetData("token", token);"""),
        new("AP1005", "_services.AddSingleton(_options); [|_services.AddTransient<AdobePassClient>()|];", "_services.AddSingleton(_options); _services.AddSingleton<AdobePassClient>();"),
        new("AP1006", "var device = new StreamingDevice([|\"server-1\"|], _info);", "var device = new StreamingDevice(_token, _info);") { Kind = "server" },
        new("AP1007",
            $$"""var answer = await _http.PostAsync("{{Host}}/o/client/token", null); var json = await answer.Content.ReadFromJsonAsync<JsonElement>(); var at = [|DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("created_at").GetInt64())|]; AppContext.SetData("a", json);""",
            $$"""var answer = await _http.PostAsync("{{Host}}/o/client/token", null); var json = await answer.Content.ReadFromJsonAsync<JsonElement>(); var at = DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("created_at").GetInt64()); var life = TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt64()); AppContext.SetData("a", json);"""),
        new("AP1008", "try { await Task.Yield(); } catch (Exception) { await [|_client.DeleteCredentialsAsync()|]; }", "try { await Task.Yield(); } catch (DynamicClientRegistrationException f) when (f.ErrorCode == \"invalid_client\") { await _client.DeleteCredentialsAsync(); }"),
        new("AP1009", "Console.WriteLine([|_access.Reveal()|]);", "Console.WriteLine(_access);"),
        new("AP2001",
            $$"""using var request = [|new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles")|]; request.Headers.Add("AP-Device-Identifier", _base64); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("X-Device-Info", _info.ToHeaderValue()); await _http.SendAsync(request);"""),
        new("AP2002",
            $$"""using var request = [|new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles/MvpdAlpha")|]; request.Headers.Add("X-Device-Info", _base64); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles/MvpdAlpha"); request.Headers.Add("AP-Device-Identifier", "fingerprint " + _base64); await _http.SendAsync(request);"""),
        new("AP2003",
            $$"""await [|_http.GetAsync("{{Host}}/api/v2/CHAN1/configuration")|];""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/configuration"); request.Headers.Add("X-Forwarded-For", _token); await _http.SendAsync(request);""") { Kind = "server" },
        new("AP2004",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("X-Device-Info", [|Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"model\":\"BoxOne\"}"))|]); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"model\":\"BoxOne\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}"))); await _http.SendAsync(request);"""),
        new("AP2005",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("AP-Device-Identifier", [|$"device {_base64}"|]); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("AP-Device-Identifier", $"fingerprint {_base64}"); await _http.SendAsync(request);"""),
        new("AP2006", "var device = new StreamingDevice([|Guid.NewGuid().ToString()|], _info);", "var device = new StreamingDevice(_token, _info);"),
        new("AP2007",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles/code/ABC123"); [|request.Headers.Add("AD-Service-Token", _token)|]; await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("AD-Service-Token", _token); await _http.SendAsync(request);"""),
        new("AP2008",
            $$"""_services.AddHttpClient("pass", client => { client.BaseAddress = new Uri("{{Host}}"); [|client.DefaultRequestHeaders.Add("X-Device-Info", _base64)|]; });""",
            $$"""_services.AddHttpClient("pass", client => { client.BaseAddress = new Uri("{{Host}}"); client.DefaultRequestHeaders.Add("Accept", "application/json"); });""") { Kind = "server" },
        new("AP2009",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/configuration"); request.Headers.Add("X-Forwarded-For", [|"203.0.113.7"|]); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/configuration"); request.Headers.Add("X-Forwarded-For", _token); await _http.SendAsync(request);""") { Kind = "server" },
        new("AP2010", $$"""var address = [|$"{{Host}}/o/client/token?client_id=a&client_secret={_token}"|];""", $$"""var address = $"{{Host}}/o/client/token";"""),
        new("AP2011",
            $$"""await _http.PostAsync("{{Host}}/o/client/token", [|new StringContent("grant_type=client_credentials")|]);""",
            $$"""await _http.PostAsync("{{Host}}/o/client/token", new StringContent("grant_type=client_credentials", Encoding.UTF8, "application/x-www-form-urlencoded"));"""),
        new("AP2012", """var address = [|"http://sp.auth.adobe.com/api/v2/"|];""", $$"""var address = "{{Host}}/api/v2/";"""),
        new("AP3001", $$"""var token = [|"{{MadeUpTokens.Access()}}"|];""", $$"""var token = "{{MadeUpTokens.Access(issuer: "login.example")}}";"""),
        new("AP3002", $$"""var statement = new SoftwareStatement([|"{{MadeUpTokens.Statement()}}"|]);""", $$"""var statement = new SoftwareStatement("{{MadeUpTokens.Statement(issuer: "login.example")}}");"""),
        new("AP3003", $$"""var secret = new ClientSecret([|"{{Secret}}"|]);""", "var secret = new ClientSecret(_token);"),
        new("AP3004", $$"""var token = new AccessToken([|"{{Secret}}"|]);""", "var token = new AccessToken(_token);"),
        new("AP3005",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("AD-Service-Token", [|"{{Secret}}{{Secret}}"|]); await _http.SendAsync(request);""",
            $$"""using var request = new HttpRequestMessage(HttpMethod.Get, "{{Host}}/api/v2/CHAN1/profiles"); request.Headers.Add("AD-Service-Token", _token); await _http.SendAsync(request);"""),
        new("AP4001",
            """for (var i = 0; i < 100; i++) { var profile = await _api.GetProfileForCodeAsync("CHAN1", "ABC123"); if (profile.ValueKind == JsonValueKind.Object) { break; } await Task.Delay([|1000|]); }""",
            """for (var i = 0; i < 100; i++) { var profile = await _api.GetProfileForCodeAsync("CHAN1", "ABC123"); if (profile.ValueKind == JsonValueKind.Object) { break; } await Task.Delay(TimeSpan.FromSeconds(4)); }"""),
        new("AP4002",
            """while (true) { var profile = await [|_api.GetProfileForCodeAsync("CHAN1", "ABC123")|]; if (profile.ValueKind == JsonValueKind.Object) { break; } await Task.Delay(4000); }""",
            """while (true) { var profile = await _api.GetProfileForCodeAsync("CHAN1", "ABC123", _cancel); if (profile.ValueKind == JsonValueKind.Object) { break; } await Task.Delay(4000, _cancel); }"""),
        new("AP4003",
            """while (true) { try { await [|_api.AuthorizeAsync("CHAN1", "MvpdAlpha", default)|]; break; } catch (AdobePassApiException) { await Task.Delay(1000); } }""",
            """for (var i = 0; i < 3; i++) { try { await _api.AuthorizeAsync("CHAN1", "MvpdAlpha", default); break; } catch (AdobePassApiException) { await Task.Delay(1000); } }"""),
        new("AP4004",
            $$"""for (var i = 0; i < 3; i++) { var answer = await _http.GetAsync("{{Host}}/api/v2/CHAN1/configuration"); if (answer.StatusCode == HttpStatusCode.TooManyRequests) { await Task.Delay([|200|]); continue; } }""",
            $$"""for (var i = 0; i < 3; i++) { var answer = await _http.GetAsync("{{Host}}/api/v2/CHAN1/configuration"); if (answer.StatusCode == HttpStatusCode.TooManyRequests) { await Task.Delay(1500); continue; } }"""),
        new("AP4006",
            """foreach (var resource in new[] { "a", "b" }) { var all = await [|_api.GetConfigurationAsync("CHAN1")|]; Console.WriteLine(resource); }""",
            """foreach (var channel in new[] { "a", "b" }) { var all = await _api.GetConfigurationAsync(channel); }"""),
        new("AP4007",
            """var decision = new Decision(); if (!decision.Authorized) { await [|_api.LogoutAsync("CHAN1", "MvpdAlpha", "app://x")|]; }""",
            """var decision = new Decision(); if (!decision.Authorized) { Console.WriteLine("denied"); } await _api.LogoutAsync("CHAN1", "MvpdAlpha", "app://x");"""),
        new("AP4009",
            """var answer = await new HybridCache().GetOrCreateAsync("a", () => [|_api.AuthorizeAsync("CHAN1", "MvpdAlpha", default)|]);""",
            """var answer = await new HybridCache().GetOrCreateAsync("a", () => _api.PreauthorizeAsync("CHAN1", "MvpdAlpha", default));"""),
        new("AP4010", """var address = [|"https://api.auth.adobe.com/api/v1/authorize"|];""", """var address = "https://example.org/api/v1/authorize";"""),
        new("AP4012",
            """var answer = new DecisionsResponse(); Console.WriteLine([|answer.Decisions[0]|].Authorized);""",
            """var answer = new DecisionsResponse(); Console.WriteLine(answer.Find("res-1")?.Authorized);"""),
        new("AP4013",
            """var address = [|"https://sp.auth.adobe.com/adobe-services/authenticate/saml"|];""",
            """var address = "https://example.org/adobe-services/authenticate/saml";"""),
        new("AP4014",
            $$"""var old = [|"https://api.auth.adobe.com/api/v1/authorize"|]; var now = "{{Host}}/api/v2/CHAN1/configuration";""",
            $$"""var now = "{{Host}}/api/v2/CHAN1/configuration";"""),
        new("AP4015",
            """var pair = new ClientCredentials("id", new ClientSecret(_token), new[] { [|"api:client:v1"|] });""",
            """var pair = new ClientCredentials("id", new ClientSecret(_token), new[] { "api:client:v2" });"""),
        new("AP4016",
            """if (await _viewer.AuthorizeAsync("res-1", _cancel) is AdobePass.Entitlements.PlaybackPermit permit) { [|System.IO.File.WriteAllText("permit", permit.UseMediaToken().Reveal())|]; }""",
            """if (await _viewer.AuthorizeAsync("res-1", _cancel) is AdobePass.Entitlements.PlaybackPermit permit) { Console.WriteLine(permit.UseMediaToken().Reveal().Length); }"""),
        new("AP4017",
            """if ((await _viewer.CheckCatalogAsync(new[] { "res-1" }, _cancel)).Find("res-1")?.IsAvailable == true) { [|new Player().Play("res-1")|]; }""",
            """if (await _viewer.AuthorizeAsync("res-1", _cancel) is AdobePass.Entitlements.PlaybackPermit) { new Player().Play("res-1"); } Console.WriteLine((await _viewer.CheckCatalogAsync(new[] { "res-1" }, _cancel)).Find("res-1")?.IsAvailable);"""),
        new("AP4018", """var outcome = await [|_viewer.WaitForSignInAsync()|];""", """var outcome = await _viewer.WaitForSignInAsync(_cancel);"""),
        new("AP5002",
            """_services.AddAdobePass(o => { }); [|_services.AddAdobePass(o => { })|];""",
            """_services.AddAdobePass(o => { });"""),
        new("AP5003", "_options.Environment = [|AdobePassEnvironment.ReleaseProduction|];", "_options.Environment = AdobePassEnvironment.ReleaseStaging;") { Kind = "test" },
    ];
}
