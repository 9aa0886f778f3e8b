namespace AdobePass.Runtime;

/// <summary>The operations of the registration spec, by their ids.</summary>
internal static class OperationIds
{
    internal const string RegisterClient = "registerClient";
    internal const string RequestAccessToken = "requestAccessToken";
}
