namespace AdobePass.Entitlements;

/// <summary>All operations of REST API V2.</summary>
[AdobePassApi]
internal partial interface IRestApi;
