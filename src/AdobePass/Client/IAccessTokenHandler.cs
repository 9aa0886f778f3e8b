namespace AdobePass;

/// <summary>Marks a handler that requests access tokens. A client must not send its own requests through one.</summary>
internal interface IAccessTokenHandler;
