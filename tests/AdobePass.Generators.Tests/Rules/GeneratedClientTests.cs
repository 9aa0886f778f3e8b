using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>Rules for calls of generated clients.</summary>
public class GeneratedClientTests
{
    [Fact]
    public async Task Generated_clients_of_every_spec_are_recognized()
    {
        var source = RuleExamples.Usings + """
            namespace MyApp;
            [AdobePassApi] public partial interface IAll { }
            [AdobePassApi("dcr")] public partial interface IDcr { }
            [AdobePassApi] public interface IMine
            {
                [AdobePassOperation("getProfileForCode")]
                Task<AdobePassResponse> AnyoneThereAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);
            }
            class C
            {
                async Task A(IAll all) { while (true) { await all.GetProfileForCodeAsync("C", "X"); } }
                async Task B(MineClient mine) { while (true) { await mine.AnyoneThereAsync("C", "X"); } }
                async Task D(IDcr dcr, DeviceInformation i)
                {
                    var body = new Dcr.ClientRegistrationRequest { SoftwareStatement = null! };
                    await dcr.RegisterClientAsync(body, new StreamingDevice("a", i));
                }
            }
            """;

        var found = await new UserProject { WarningsAreErrors = false, LanguageVersion = LanguageVersion.Latest }
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSpec("dcr", Repository.ReadSpec("dcr"))
            .WithSource(source)
            .AnalyzeAsync();

        var ids = found.Select(diagnostic => diagnostic.Id).Where(id => id.StartsWith("AP", StringComparison.Ordinal));
        Assert.Equal(["AP1001", "AP4001", "AP4001", "AP4002", "AP4002"], ids.Order(StringComparer.Ordinal));
    }
}
