using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4013: An AccessEnabler SDK is used.</summary>
public class AP4013Tests
{
    private const string Rule = "AP4013";

    // What a binding of the Android SDK and of the SDK for iOS and tvOS looks like.
    private const string Bindings = """
        namespace Com.Adobe.Adobepass.Accessenabler.Api
        {
            public interface IAccessEnablerDelegate { }
            public sealed class AccessEnabler
            {
                public static class Factory { public static AccessEnabler GetInstance(object context) => new(); }
                public void SetRequestor(string id) { }
                public void CheckAuthentication() { }
            }
        }
        namespace Acme.AdobePassBinding { public sealed class AccessEnabler { public AccessEnabler(string statement) { } } }
        namespace Acme.Doors { public sealed class AccessEnabler { public void Open() { } } }
        """;

    [Theory]
    [InlineData(
        """
        class C
        {
            void M(object context)
            {
                var enabler = [|Com.Adobe.Adobepass.Accessenabler.Api.AccessEnabler.Factory.GetInstance(context)|];
                [|enabler.SetRequestor("CHAN1")|];
                enabler.CheckAuthentication();
            }
        }
        """)]
    [InlineData("""class C { readonly object _enabler = [|new Acme.AdobePassBinding.AccessEnabler("statement")|]; }""")]
    [InlineData("""class C { const string Url = [|"https://sp.auth.adobe.com/adobe-services/authenticate/saml"|]; }""")]
    [InlineData("""class C { string M(string id) => [|$"https://sp.auth-staging.adobe.com/adobe-services/config/{id}"|]; }""")]
    [InlineData("""class C { const string Script = [|"https://entitlement.auth.adobe.com/entitlement/v4/AccessEnabler.js"|]; }""")]
    public async Task Use_of_the_SDK_is_reported(string source) => await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source + Bindings));

    [Theory]
    [InlineData("""class C { void M() => new Acme.Doors.AccessEnabler().Open(); }""")]
    [InlineData("""class C { const string Url = "https://example.org/adobe-services/config/CHAN1"; }""")]
    [InlineData("""class C { bool M(string url) => url.StartsWith("https://sp.auth.adobe.com/adobe-services/"); }""")]
    [InlineData("""class C { void M() => Console.WriteLine("Opens https://sp.auth.adobe.com/adobe-services/logout in a browser."); }""")]
    [InlineData("""class C { Uri M(Uri answered, string url) => new(answered, url); const string Path = "/adobe-services/logout"; }""")]
    public async Task Similar_code_is_not_reported(string source) => await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source + Bindings));
}
