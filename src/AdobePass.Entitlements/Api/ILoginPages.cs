namespace AdobePass.Entitlements;

/// <summary>The URLs that a user agent opens.</summary>
[AdobePassApi]
internal interface ILoginPages
{
    [AdobePassOperation("startAuthentication")]
    Uri GetLoginPage(string serviceProvider, string code);
}
