using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2006: The device identifier changes at every start.</summary>
public class AP2006Tests
{
    private const string Rule = "AP2006";

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"fingerprint \" + " +
        "Convert.ToBase64String(Guid.NewGuid().ToByteArray())|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("var id = Guid.NewGuid().ToString(\"N\"); var device = new StreamingDevice([|id|], _info);")]
    [InlineData("var device = new StreamingDevice([|_token ?? Guid.NewGuid().ToString()|], _info);")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "Func<string, Func<string>, string> load = (a, b) => a; var device = new StreamingDevice(load(\"id\", () => " +
        "Guid.NewGuid().ToString()), _info);")]
    [InlineData("Func<DateTime, string> read = a => \"\"; var device = new StreamingDevice(read(DateTime.UtcNow), _info);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { StreamingDevice M(DeviceInformation i) => new([|Guid.NewGuid().ToString()|], i); }")]
    [InlineData(
        "server",
        DiagnosticSeverity.Warning,
        "class C { StreamingDevice M(DeviceInformation i) => new StreamingDevice(information: i, identifier: " +
        "[|$\"{Environment.MachineName}-{Environment.ProcessId}\"|]); }")]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { StreamingDevice M(DeviceInformation i) => new([|DateTime.UtcNow.Ticks.ToString()|], i); }")]
    public async Task Use_of_the_runtime_is_reported(string kind, DiagnosticSeverity severity, string marked) =>
        await RuntimeUseTest.ReportsAsync(Rule, kind, severity, marked);

    [Theory]
    [InlineData(
        "server",
        "class C { StreamingDevice M(DeviceInformation i, string id) { var made = id ?? Guid.NewGuid().ToString(); " +
        "System.IO.File.WriteAllText(\"x\", made); return new StreamingDevice(made, i); } }")]
    public async Task Correct_use_of_the_runtime_is_not_reported(string kind, string source) =>
        await RuntimeUseTest.IsSilentAsync(kind, source);

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            static readonly string Id = Guid.NewGuid().ToString();
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", [|"fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Id))|]);
        }
        """)]
    [InlineData(
        """
        class C
        {
            static string NewId() => Guid.NewGuid().ToString();
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", [|"fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(NewId()))|]);
        }
        """)]
    [InlineData(
        """
        class C
        {
            static string Get(string? stored, string other) => stored ?? other;
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", [|"fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Get(null, Guid.NewGuid().ToString())))|]);
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            static readonly string Id = Guid.NewGuid().ToString(); static void Save() => File.WriteAllText("id", Id);
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Id)));
        }
        """)]
    [InlineData(
        """
        class C
        {
            static string Id() { var id = Guid.NewGuid().ToString(); File.WriteAllText("id", id); return id; }
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Id())));
        }
        """)]
    [InlineData(
        """
        class C
        {
            class E { public string Id { get; set; } = Guid.NewGuid().ToString(); } static readonly E _e = new E();
            static void M(HttpRequestMessage m) => m.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_e.Id)));
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
