using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1008: Client credentials are deleted on any failure.</summary>
public class AP1008Tests
{
    private const string Rule = "AP1008";

    [Theory]
    [InlineData(
        "server",
        DiagnosticSeverity.Warning,
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (Exception) { await " +
        "[|c.DeleteCredentialsAsync()|]; } } }")]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (AdobePassApiException) { await " +
        "[|c.DeleteCredentialsAsync()|]; throw; } } }")]
    [InlineData(
        "client",
        DiagnosticSeverity.Warning,
        "class C { async Task M(CredentialStore c, CredentialKey p) { try { await Task.Yield(); } catch { await [|c.DeleteAsync(p, " +
        "default)|]; } } }")]
    public async Task Use_of_the_runtime_is_reported(string kind, DiagnosticSeverity severity, string marked) =>
        await RuntimeUseTest.ReportsAsync(Rule, kind, severity, marked);

    [Theory]
    [InlineData(
        "server",
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (DynamicClientRegistrationException f) when " +
        "(f.ErrorCode == \"invalid_client\") { await c.DeleteCredentialsAsync(); } } }")]
    [InlineData(
        "server",
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (AdobePassApiException f) when (f.Error?.Action " +
        "== \"application-registration\") { await c.DeleteCredentialsAsync(); } } }")]
    [InlineData(
        "server",
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (CredentialStoreException) { await " +
        "c.DeleteCredentialsAsync(); } } }")]
    [InlineData(
        "server",
        "class C { async Task M(AdobePassClient c) { try { await Task.Yield(); } catch (Exception f) { if (f is " +
        "CredentialStoreException) { await c.DeleteCredentialsAsync(); } } await c.DeleteCredentialsAsync(); } }")]
    [InlineData(
        "server",
        "class Store { public Task DeleteAsync() => Task.CompletedTask; } class C { async Task M(Store s) { try { await Task.Yield(); " +
        "} catch (Exception) { await s.DeleteAsync(); } } }")]
    public async Task Correct_use_of_the_runtime_is_not_reported(string kind, string source) =>
        await RuntimeUseTest.IsSilentAsync(kind, source);
}
