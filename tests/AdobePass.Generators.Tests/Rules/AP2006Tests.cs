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
}
