namespace AdobePass.Tests;

/// <summary>Every operation of REST API V2.</summary>
[AdobePassApi]
internal partial interface IEntitlements;
