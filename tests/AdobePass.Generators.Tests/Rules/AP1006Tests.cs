using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1006: All viewers share one device identifier.</summary>
public class AP1006Tests
{
    private const string Rule = "AP1006";

    [Theory]
    [InlineData("server", DiagnosticSeverity.Warning, "class C { StreamingDevice M(DeviceInformation i) => new([|\"server-1\"|], i); }")]
    public async Task Use_of_the_runtime_is_reported(string kind, DiagnosticSeverity severity, string marked) =>
        await RuntimeUseTest.ReportsAsync(Rule, kind, severity, marked);

    [Theory]
    [InlineData("client", "class C { StreamingDevice M(DeviceInformation i) => new(\"stored\", i); }")]
    public async Task Correct_use_of_the_runtime_is_not_reported(string kind, string source) =>
        await RuntimeUseTest.IsSilentAsync(kind, source);
}
