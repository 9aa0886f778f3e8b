using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>Uses of the runtime that lose credentials, ask too often or change the device. The place is written between [| and |].</summary>
public class RuntimeUseAnalyzerTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using Microsoft.Extensions.DependencyInjection;


        """;

    [Theory]
    [InlineData("AP1003", "server", DiagnosticSeverity.Warning, "class C { void M(AdobePassOptions o) => o.CredentialStore = [|new MemoryCredentialStore()|]; }")]
    [InlineData("AP1003", "client", DiagnosticSeverity.Info, "class C { MemoryCredentialStore M() { return [|new()|]; } }")]
    [InlineData("AP1003", "client", DiagnosticSeverity.Info, "class C { readonly MemoryCredentialStore _s = [|new()|]; }")]
    [InlineData("AP1005", "client", DiagnosticSeverity.Warning, "class C { void M(AdobePassOptions o) { for (;;) { using var c = [|new AdobePassClient(o)|]; } } }")]
    [InlineData("AP1005", "client", DiagnosticSeverity.Warning, "class C { static void Main() { while (true) { using (var c = [|new AdobePassClient(null!)|]) { } } } }")]
    [InlineData("AP1005", "server", DiagnosticSeverity.Warning, "class C { async Task M(AdobePassOptions o) { using var c = [|new AdobePassClient(o)|]; await Task.Yield(); } }")]
    [InlineData("AP1005", "server", DiagnosticSeverity.Warning, "class C { void M(IServiceCollection s) => [|s.AddTransient<AdobePassClient>()|]; }")]
    [InlineData("AP1005", "client", DiagnosticSeverity.Warning, "class C { void M(IServiceCollection s) => [|s.AddScoped(p => new AdobePassClient(null!))|]; }")]
    [InlineData("AP1006", "server", DiagnosticSeverity.Warning, "class C { StreamingDevice M(DeviceInformation i) => new([|\"server-1\"|], i); }")]
    [InlineData("AP1008", "server", DiagnosticSeverity.Warning, "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (Exception) { await [|c.DeleteCredentialsAsync()|]; } } }")]
    [InlineData("AP1008", "client", DiagnosticSeverity.Warning, "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (AdobePassApiException) { await [|c.DeleteCredentialsAsync()|]; throw; } } }")]
    [InlineData("AP1008", "client", DiagnosticSeverity.Warning, "class C { async Task M(CredentialStore c, CredentialKey p) { try { await Task.Yield(); } catch { await [|c.DeleteAsync(p, default)|]; } } }")]
    [InlineData("AP2006", "client", DiagnosticSeverity.Warning, "class C { StreamingDevice M(DeviceInformation i) => new([|Guid.NewGuid().ToString()|], i); }")]
    [InlineData("AP2006", "server", DiagnosticSeverity.Warning, "class C { StreamingDevice M(DeviceInformation i) => new StreamingDevice(information: i, identifier: [|$\"{Environment.MachineName}-{Environment.ProcessId}\"|]); }")]
    [InlineData("AP2006", "client", DiagnosticSeverity.Warning, "class C { StreamingDevice M(DeviceInformation i) => new([|DateTime.UtcNow.Ticks.ToString()|], i); }")]
    public async Task A_mistake_is_reported_at_its_place(string rule, string kind, DiagnosticSeverity severity, string marked)
    {
        var source = Head + marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);

        var diagnostic = Assert.Single(await AnalyzeAsync(source, kind));

        Assert.Equal((rule, severity), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal((Head + marked).IndexOf("[|", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.Equal((Head + marked).IndexOf("|]", StringComparison.Ordinal) - 2, diagnostic.Location.SourceSpan.End);
    }

    [Theory]
    [InlineData("server", "class C { void M(AdobePassOptions o) => o.CredentialStore = new FileCredentialStore(\"x\"); }")]
    [InlineData("server", "class Env { public bool IsDevelopment() => true; } class C { void M(AdobePassOptions o, Env e) { if (e.IsDevelopment()) { o.CredentialStore = new MemoryCredentialStore(); } } CredentialStore N(Env e) => e.IsDevelopment() ? new MemoryCredentialStore() : new FileCredentialStore(\"x\"); }")]
    [InlineData("client", "class C { static void Main() { using var c = new AdobePassClient(null!); } }")]
    [InlineData("client", "class C { async Task RunAsync(AdobePassOptions o) { using var c = new AdobePassClient(o); await Task.Yield(); } }")]
    [InlineData("server", "class C { readonly AdobePassClient _c = new(null!); AdobePassClient M() => new AdobePassClient(null!); void N(IServiceCollection s) => s.AddSingleton(p => new AdobePassClient(null!)); }")]
    [InlineData("server", "interface IHostedService { } class C : IHostedService { async Task ExecuteAsync() { using var c = new AdobePassClient(null!); await Task.Yield(); } }")]
    [InlineData("client", "class C { StreamingDevice M(DeviceInformation i) => new(\"stored\", i); }")]
    [InlineData("server", "class C { StreamingDevice M(DeviceInformation i, string id) { var made = id ?? Guid.NewGuid().ToString(); System.IO.File.WriteAllText(\"x\", made); return new StreamingDevice(made, i); } }")]
    [InlineData("server", "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (DynamicClientRegistrationException f) when (f.ErrorCode == \"invalid_client\") { await c.DeleteCredentialsAsync(); } } }")]
    [InlineData("server", "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (AdobePassApiException f) when (f.Error?.Action == \"application-registration\") { await c.DeleteCredentialsAsync(); } } }")]
    [InlineData("server", "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (CredentialStoreException) { await c.DeleteCredentialsAsync(); } } }")]
    [InlineData("server", "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (Exception f) { if (f is CredentialStoreException) { await c.DeleteCredentialsAsync(); } } await c.DeleteCredentialsAsync(); } }")]
    [InlineData("server", "class Store { public Task DeleteAsync() => Task.CompletedTask; } class C { async Task M(Store s) { try { await Task.Yield(); } catch (Exception) { await s.DeleteAsync(); } } }")]
    public async Task Right_uses_are_silent(string kind, string source) => Assert.Empty((await AnalyzeAsync(Head + source, kind)).Select(diagnostic => diagnostic.ToString()));

    [Fact]
    public async Task Test_projects_are_silent()
    {
        var source = Head + "class C { CredentialStore S = new MemoryCredentialStore(); StreamingDevice M(DeviceInformation i) => new(Guid.NewGuid().ToString(), i); void N() { for (;;) { using var c = new AdobePassClient(null!); } } }";

        Assert.Empty(await new UserProject { WarningsAreErrors = false }.WithSource(source).WithProperty("IsTestProject", "true").AnalyzeAsync());
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(string source, string kind) =>
        await new UserProject { WarningsAreErrors = false }.WithSource(source).WithProperty("AdobePassProjectKind", kind).AnalyzeAsync();
}
