namespace AdobePass;

/// <summary>The registration and token endpoints; the client is emitted by our own generator from api-spec/dcr.json.</summary>
[AdobePassApi("dcr", GenerateRegistration = false)]
internal partial interface IRegistrationApi;
