using System.Text;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2004: The device information is malformed.</summary>
public class AP2004Tests
{
    private const string Rule = "AP2004";

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", [|\"{\\\"model\\\":\\\"a\\\"}\"|]); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "var info = new { model = \"a\", osName = \"Linux\" }; _http.DefaultRequestHeaders.Add(\"X-Device-Info\", " +
        "[|Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(info))|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", \"<base64 of the device>\"); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("_http.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}", null)]
    [InlineData(
        "{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\" \"osVersion\":\"6\",\"connectionType\":\"LAN\"}",
        "is the Base64 of invalid JSON")]
    [InlineData("{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\"}", "lacks connectionType")]
    [InlineData("{\"version\":\"1\",\"osName\":\"Linux\"}", "lacks model, osVersion, connectionType")]
    [InlineData(
        "{\"model\":\"a\",\"version\":\"1\",\"osName\":\"Tizen\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}",
        "a value of osName that Adobe does not list")]
    [InlineData(
        "{\"primaryHardwareType\":\"Fridge\",\"model\":\"a\",\"version\":\"1\",\"osName\":\"Linux\"," +
        "\"osVersion\":\"6\",\"connectionType\":\"LAN\"}",
        "a value of primaryHardwareType that Adobe does not list")]
    [InlineData("[1]", "is not the Base64 of a JSON object")]
    public async Task Content_is_checked(string json, string? problem)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        var source = RuleTest.InClass(
            "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/profiles\"); " +
            $"r.Headers.Add(\"X-Device-Info\", \"{encoded}\");");

        var found = await RuleTest.FindAsync(Rule, RuleTest.Project("client", source));

        Assert.Equal(problem is null ? 0 : 1, found.Count);
        Assert.All(found, diagnostic => Assert.Contains(problem!, diagnostic.GetMessage(), StringComparison.Ordinal));
    }

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                var o = new JsonObject { ["model"] = model, ["version"] = "1" }; o["osName"] = "Linux"; o.Add("osVersion", "5");
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", [|Convert.ToBase64String(Encoding.UTF8.GetBytes(o.ToJsonString()))|]);
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                var d = new Dictionary<string, string> { { "model", model }, { "version", "1" } };
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", [|Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(d)))|]);
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                var b = new StringBuilder("{"); b.Append("\"model\":\"").Append(model).Append("\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"5\""); b.Append('}');
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", [|Convert.ToBase64String(Encoding.UTF8.GetBytes(b.ToString()))|]);
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", [|JsonSerializer.Serialize(new { model })|]);
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            static string Wrap(string text) => Encode(text);
            static string Encode(string text) => Wrap(text);
            static void M(HttpRequestMessage m, string model)
            {
                m.Headers.Add("AP-Device-Identifier", Wrap(model));
                m.Headers.Add("X-Device-Info", Encode("{}"));
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                var o = new JsonObject { ["model"] = model, ["version"] = "1" }; o["osName"] = "Linux"; o.Add("osVersion", "5"); o["connectionType"] = "WiFi";
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(o.ToJsonString())));
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void Fill(Dictionary<string, string> d) { }
            static void M(HttpRequestMessage m, string model)
            {
                var d = new Dictionary<string, string> { { "model", model }, { "version", "1" } }; Fill(d);
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(d))));
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static void M(HttpRequestMessage m, string model)
            {
                var b = new StringBuilder("{"); b.Append("\"model\":\"").Append(model).Append("\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"5\""); b.Append(",\"connectionType\":\"WiFi\""); b.Append('}');
                m.Headers.Add("AP-Device-Identifier", model);
                m.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(b.ToString())));
            }
        }
        """)]
    [InlineData(
        """
        class C
        {
            static async Task M(HttpClient http)
            {
                using var other = new HttpRequestMessage(HttpMethod.Get, "https://metrics.example.com/");
                other.Headers.Add("X-Device-Info", "tv (4k)");
                await http.SendAsync(other);
                await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
